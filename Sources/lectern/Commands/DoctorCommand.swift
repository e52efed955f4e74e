import ArgumentParser
import Classroom
import Foundation
import Lessons
import Notebook
import Terminal

/// Looks at everything that Lectern needs, and says what to do about what is missing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check that this machine has what is needed.",
    discussion:
      "Each line is one thing that Lectern needs; what is wrong comes with what to do.\n\nExample:\n  lectern doctor")

  private struct Finding {
    var name: String
    var isGood: Bool
    var text: String
  }

  func run() throws {
    let installation = Installation()
    var findings: [Finding] = []

    func check(_ name: String, _ body: () throws -> String) {
      do {
        findings.append(Finding(name: name, isGood: true, text: try body()))
      } catch {
        findings.append(Finding(name: name, isGood: false, text: "\(error)"))
      }
    }

    var toolchain: Toolchain?
    check("toolchain") {
      toolchain = try Toolchain.find()
      return "\(toolchain!.version) in \(toolchain!.programs)"
    }
    check("version") {
      _ = try installation.findToolchain()
      return "the library was built by this compiler"
    }
    check("library") {
      for module in Installation.prelude where module != "Foundation" {
        let path = "\(installation.modules)/\(module).swiftmodule"
        guard FileManager.default.fileExists(atPath: path) else {
          throw NotebookError.noModules(directory: installation.modules)
        }
      }
      return "\(Installation.prelude.count) modules in \(installation.modules)"
    }
    check("completion") {
      guard let toolchain, FileManager.default.fileExists(atPath: toolchain.completionLibrary) else {
        throw NotebookError.incompleteToolchain(missing: "libsourcekitdInProc.so (completion with Tab)")
      }
      return toolchain.completionLibrary
    }
    if let toolchain {
      check("cells") {
        let session = try NotebookSession(installation.sessionConfiguration, toolchain: toolchain)
        let outcome = try session.run(CellSource("6 * 7", name: "the doctor's cell"))
        guard case .display(let bundle, _)? = outcome.outputs.last, bundle.plain == "42" else {
          throw NotebookError.kernelSilent(
            reason: outcome.diagnostics.first?.message ?? outcome.fault?.message ?? "a cell gave no result")
        }
        return "a cell was compiled and run: 6 * 7 is \(bundle.plain)"
      }
    }
    if let toolchain {
      check("sandbox") {
        _ = try Sandbox(installation.sandboxView(toolchain))
        return "answers can be graded shut in"
      }
    }
    check("lessons") {
      let catalog = try LessonCatalog.locate()
      return "\(catalog.entries.count) lessons in \(catalog.root)"
    }
    check("progress") {
      let store = try ProgressStore()
      if case .inMemory(let why) = store.saving { throw NotebookError.cannotWrite(path: store.file.path, reason: why) }
      return store.file.path
    }
    let terminal = TerminalCapabilities.detect()
    findings.append(
      Finding(
        name: "terminal", isGood: true,
        text: terminal.outputIsTerminal
          ? "\(terminal.width) × \(terminal.height), \(terminal.color ? "color" : "no color"), \(terminal.unicode ? "UTF-8" : "ASCII only: set LANG to a UTF-8 locale for better plots")"
          : "none (output goes to a file or a pipe)"))

    let width = findings.map(\.name.count).max() ?? 0
    for finding in findings {
      let name = finding.name.padding(toLength: width, withPad: " ", startingAt: 0)
      StandardOutput.write("\(finding.isGood ? "ok  " : "FAIL") \(name)  \(finding.text)\n")
    }
    if findings.contains(where: { !$0.isGood }) { throw ExitCode.lacking }
  }
}
