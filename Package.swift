// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "lectern",
  products: [
    .executable(name: "lectern", targets: ["lectern"])
  ],
  dependencies: [
    // Commands, options and their help: the standard for Swift command-line tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The student's record: SQLite with transactions and migrations, the standard in Swift.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The YAML of lesson documents, with line numbers for what is wrong.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The library. An arrow only points up this list.
    // Words in messages: which a mistyped one was meant to be, and lists of them.
    .target(name: "Spelling"),
    .target(name: "Plotting"),
    // The loops that decide the speed, compiled for several instruction sets; one is chosen when the program starts.
    .target(name: "CMatrixKernels"),
    // `Extern`: a cell cannot import a library module that imports a module of C, so the functions are declared in Swift.
    .target(
      name: "Kernels", dependencies: ["CMatrixKernels"], swiftSettings: [.enableExperimentalFeature("Extern")]),
    .target(name: "Statistics"),
    .target(name: "LinearAlgebra", dependencies: ["Kernels", "Plotting"]),
    // Compressed tables, by zlib.
    .target(name: "CDeflate", linkerSettings: [.linkedLibrary("z")]),
    // Where the fields of a table in text end, compiled for several instruction sets.
    .target(name: "CFieldEnds"),
    .target(
      name: "DataFrames",
      dependencies: ["CDeflate", "CFieldEnds", "LinearAlgebra", "Plotting", "Spelling", "Statistics"],
      swiftSettings: [.enableExperimentalFeature("Extern")]),
    .target(name: "Datasets", dependencies: ["DataFrames", "LinearAlgebra", "Plotting", "Statistics"]),
    .target(name: "TrainingData", dependencies: ["Statistics"]),
    .target(name: "Models", dependencies: ["DataFrames", "Kernels", "LinearAlgebra", "Plotting", "Statistics"]),
    .target(
      name: "Evaluation",
      dependencies: ["DataFrames", "Kernels", "LinearAlgebra", "Models", "Plotting", "Spelling", "Statistics"]),

    // The classroom.
    // CommonMark's reference parser, with GitHub's tables.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CSourceKit"),
    .target(name: "CKernel"),
    // The sandbox's filter of system calls, by libseccomp: its rules hold on every processor.
    .target(name: "CSeccomp", linkerSettings: [.linkedLibrary("seccomp")]),
    .target(name: "CellRuntime", dependencies: ["Plotting"]),
    .target(name: "Checks", dependencies: ["Statistics"]),
    .target(
      name: "Notebook", dependencies: ["CKernel", "CMarkGFM", "CSourceKit", "CellRuntime", "Checks", "Plotting"]),
    .target(
      name: "Lessons", dependencies: ["CMarkGFM", "Checks", "Notebook", "Plotting", "Spelling", "Statistics", "Yams"]),
    .target(
      name: "Classroom",
      dependencies: [
        "CSeccomp", "Lessons", "Notebook", "Plotting", "Spelling", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "Terminal", dependencies: ["CLibEdit", "CMarkGFM", "Plotting"]),
    .executableTarget(
      name: "lectern",
      dependencies: [
        "CKernel", "CellRuntime", "Checks", "Classroom", "DataFrames", "Datasets", "Evaluation", "Kernels", "Lessons",
        "LinearAlgebra", "Models", "Notebook", "Plotting", "Spelling", "Statistics", "Terminal", "TrainingData",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Cells are loaded into this program and find the library in it.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["Kernels", "LinearAlgebra", "Plotting"]),
    .testTarget(name: "DataFramesTests", dependencies: ["DataFrames", "LinearAlgebra", "Plotting", "Statistics"]),
    .testTarget(
      name: "DatasetsTests",
      dependencies: ["DataFrames", "Datasets", "Evaluation", "LinearAlgebra", "Models", "Plotting", "Statistics"]),
    .testTarget(name: "TrainingDataTests", dependencies: ["TrainingData", "Statistics"]),
    .testTarget(
      name: "ModelsTests",
      dependencies: [
        "DataFrames", "Datasets", "Evaluation", "Kernels", "LinearAlgebra", "Models", "Plotting", "Statistics",
      ]),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["DataFrames", "Evaluation", "Kernels", "LinearAlgebra", "Models", "Plotting", "Statistics"]),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"]),
    .testTarget(name: "ChecksTests", dependencies: ["Checks", "Statistics"]),
    .testTarget(name: "NotebookTests", dependencies: ["Notebook", "Plotting", "Statistics", "lectern"]),
    .testTarget(name: "LessonsTests", dependencies: ["Checks", "Lessons", "Notebook", "Statistics", "lectern"]),
    // Writes the record and is killed for it.
    .executableTarget(name: "ProgressWriter", dependencies: ["Classroom"], path: "Tests/Support/ProgressWriter"),
    .testTarget(
      name: "ClassroomTests",
      dependencies: [
        "Checks", "Classroom", "Lessons", "Notebook", "Plotting", "ProgressWriter", "Statistics", "lectern",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // A terminal without a window: a keyboard, a screen, and the program between them.
    .target(name: "PseudoTerminal", dependencies: ["Plotting"], path: "Tests/Support/PseudoTerminal"),
    .testTarget(name: "TerminalTests", dependencies: ["Plotting", "PseudoTerminal", "Terminal"]),
    .testTarget(
      name: "LecternTests", dependencies: ["PseudoTerminal", "lectern", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Checks", "DataFrames", "Evaluation", "Kernels", "Lessons", "LinearAlgebra", "Models", "PseudoTerminal",
        "Statistics", "TrainingData",
      ],
      path: "Benchmarks/Sources"),
  ]
)
