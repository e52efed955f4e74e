internal import Foundation
internal import Glibc

/// The installed Swift toolchain: its programs, its libraries and its version.
public struct Toolchain: Sendable, Hashable {
  /// Folder that holds `swift-frontend`, `ld.lld` and the rest.
  public var programs: String
  /// Folder of the runtime libraries for this platform.
  public var runtimeLibraries: String
  /// Folder of the compiler's resources.
  public var resources: String
  /// The compiler's own version line: "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
  public var version: String
  /// The platform it builds for.
  public var target: String

  /// The folder that holds all of it.
  public var root: String { (programs as NSString).deletingLastPathComponent }
  /// The compiler front end.
  public var frontend: String { programs + "/swift-frontend" }
  /// The linker.
  public var linker: String { programs + "/ld.lld" }
  /// The tool that maps addresses to lines.
  public var symbolizer: String { programs + "/llvm-symbolizer" }
  /// The object that makes a shared object's types and conformances known to the runtime when it is loaded.
  var imageRegistration: String { "\(runtimeLibraries)/\(target.prefix { $0 != "-" })/swiftrt.o" }
  /// Folder of the compiler plug-ins that expand the standard library's macros.
  var plugins: String { resources + "/host/plugins" }
  /// sourcekitd, for completion.
  public var completionLibrary: String { (resources as NSString).deletingLastPathComponent + "/libsourcekitdInProc.so" }

  private struct TargetInfo: Decodable {
    struct Target: Decodable { var triple: String }
    struct Paths: Decodable {
      var runtimeLibraryPaths: [String]
      var runtimeResourcePath: String
    }
    var compilerVersion: String
    var target: Target
    var paths: Paths
  }

  /// Asks the `swiftc` in the search path where everything is.
  ///
  /// - Throws: ``NotebookError/noToolchain``, ``NotebookError/incompleteToolchain(missing:)``.
  public static func find() throws -> Toolchain {
    guard let result = try? ChildProcess.run(["swiftc", "-print-target-info"], timeLimit: 30), result.status == 0,
      let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(result.output))
    else { throw NotebookError.noToolchain }
    let resources = info.paths.runtimeResourcePath
    let root = ((resources as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
    let toolchain = Toolchain(
      programs: root + "/bin",
      runtimeLibraries: info.paths.runtimeLibraryPaths.first ?? resources + "/linux",
      resources: resources, version: info.compilerVersion, target: info.target.triple)
    for program in [toolchain.frontend, toolchain.linker, toolchain.imageRegistration] where access(program, R_OK) != 0
    {
      throw NotebookError.incompleteToolchain(missing: (program as NSString).lastPathComponent)
    }
    return toolchain
  }
}
