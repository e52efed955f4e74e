import ArgumentParser
import Notebook

/// The process in which cells run; started by the notebook, not by people.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: Installation.kernelWord, shouldDisplay: false)

  func run() {
    KernelService.main(descriptor: KernelService.descriptor, memoryLimit: Installation.memoryLimit)
  }
}
