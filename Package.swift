// swift-tools-version: 6.2
import PackageDescription

// Every target is one sentence of docs/architecture.md; arrows point downwards only.
// Scripts/check-layers holds the imports to this list.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func sources(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "lockstep",
  products: [
    .executable(name: "lockstep", targets: ["lockstep"]),
    .library(name: "Dockerignore", targets: ["Dockerignore"]),
    .library(name: "Lockfiles", targets: ["Lockfiles"]),
    .library(name: "BuildContext", targets: ["BuildContext"]),
    .library(name: "FuzzChecks", targets: ["FuzzChecks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "Clibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "Clibdeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "Clibseccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    .systemLibrary(name: "Clinux"),
    .target(name: "Clibgit2"),
    .target(name: "Clibarchive"),
    .target(name: "Cparsers"),

    sources("Files"),
    sources("Limits"),
    sources("Fingerprints", ["Clibcrypto"]),
    sources("Glob"),
    sources("Dockerignore", ["Glob"]),
    sources("Gitignore"),
    // CYaml, the parser in Yams, comes with it; no package can name it as a dependency.
    sources("PlainYAML", ["Fingerprints", yams]),
    sources("Lockfiles", ["ContainerFiles", "Cparsers", "Fingerprints", "PlainYAML"]),
    sources("PackFiles", ["Clibdeflate", "Fingerprints", "Limits"]),
    sources("Git", ["Clibgit2", "Files", "Fingerprints", "Limits", "Model", "PackFiles", "Platforms"]),
    sources("Archives", ["Clibarchive", "Fingerprints", "Limits"]),
    sources("Causes", ["Archives", "Fingerprints"]),
    sources("BuildContext", ["Clinux", "Dockerignore", "Fingerprints", "Glob", "Limits"]),
    sources("CopyDigests", ["Dockerignore", "Fingerprints", "Glob"]),
    sources("DigestSchemes", ["Fingerprints"]),
    sources("Sensitivity", ["CopyDigests", "DigestSchemes", "Fingerprints"]),
    sources("IgnoreEngines", ["Dockerignore", "Gitignore", "Glob"]),
    sources("ContextAdvice", ["CopyDigests", "Dockerignore", "Glob", "Gitignore", "Fingerprints"]),
    sources("ContextMemory", ["BuildContext", "Dockerignore", "Files", "Fingerprints", "Git"]),
    sources("ContainerFiles", ["PlainYAML", "Fingerprints"]),
    sources("Audit", ["ContainerFiles", "Fingerprints"]),
    sources("Attestation", ["Clibcrypto", "Cparsers", "Fingerprints"]),
    sources("Captures", ["Fingerprints"]),
    sources("Model", ["Fingerprints"]),
    sources("Platforms", ["Fingerprints", "Model"]),
    sources("ScenarioFiles", ["Files", "Model", "Fingerprints", "Limits", "PlainYAML"]),
    sources("Verdicts", ["Model", "Fingerprints"]),
    sources(
      "Harness",
      [
        "Attestation", "Captures", "Model", "Files", "Fingerprints", "Limits", "Archives", "Causes", "Dockerignore",
        "BuildContext",
        "ContextMemory",
        "Lockfiles",
        "Git", "ScenarioFiles",
        "Verdicts", "ContainerFiles", "CopyDigests", "DigestSchemes", "Audit", "ContextAdvice", "Glob", "Gitignore",
        "IgnoreEngines", "Platforms", "Sensitivity", "Clibseccomp", "Clinux",
      ]),
    sources("Reports", ["Model", "Fingerprints", "ContextAdvice", "Audit"]),
    sources("Manual", ["DigestSchemes", "IgnoreEngines", "Limits", "Model", "ScenarioFiles"]),
    .target(
      name: "HTMLReports", dependencies: ["Fingerprints", "Model", "Reports", mustache],
      resources: [.embedInCode("Page")], swiftSettings: strict),
    sources("History", ["Files", "Fingerprints", "Model", "Reports", grdb]),
    .executableTarget(
      name: "lockstep",
      dependencies: [
        "Attestation", "Captures", "Model", "Files", "Fingerprints", "History", "HTMLReports", "Limits", "Manual",
        "ScenarioFiles", "Harness", "Reports", "ContextAdvice", "Audit", "Causes", argumentParser,
      ],
      swiftSettings: strict),

    // What Scripts/fuzz and FuzzCorpusTests hold of made-up inputs; not part of the product.
    .target(
      name: "FuzzChecks",
      dependencies: [
        "Archives", "Audit", "BuildContext", "Causes", "ContainerFiles", "ContextMemory", "Dockerignore", "Files",
        "Fingerprints", "Git",
        "Gitignore", "Glob", "Harness", "IgnoreEngines", "Lockfiles", "Model", "PackFiles", "PlainYAML",
        "ScenarioFiles",
        "Verdicts",
      ],
      path: "Fuzzing/Checks", swiftSettings: strict),

    // What Scripts/bench ignore runs; not part of the product.
    .executableTarget(
      name: "ignore-bench", dependencies: ["Dockerignore", "Glob"], path: "Benchmarks/Ignore", swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("FingerprintsTests", ["TestSupport", "Fingerprints"]),
    tests("DigestSchemesTests", ["TestSupport", "DigestSchemes", "BuildContext", "Fingerprints"]),
    tests("DockerignoreTests", ["TestSupport", "Dockerignore", "Glob"], resources: [.copy("Resources")]),
    tests("ContextAdviceTests", ["ContextAdvice", "CopyDigests"]),
    tests("GitignoreTests", ["TestSupport", "Gitignore"]),
    tests("IgnoreEnginesTests", ["TestSupport", "IgnoreEngines", "Dockerignore", "Gitignore"]),
    tests("LockfilesTests", ["TestSupport", "Lockfiles", "Fingerprints"], resources: [.copy("Fixtures")]),
    tests("PackFilesTests", ["TestSupport", "PackFiles", "Fingerprints"]),
    tests("GitTests", ["Git", "Fingerprints"]),
    tests("ArchivesTests", ["TestSupport", "Archives", "Fingerprints"]),
    tests("CausesTests", ["TestSupport", "Causes", "Fingerprints"]),
    tests(
      "BuildContextTests", ["TestSupport", "BuildContext", "Clinux", "Dockerignore", "Fingerprints"],
      resources: [.copy("Resources")]),
    tests(
      "CopyDigestsTests",
      ["TestSupport", "CopyDigests", "BuildContext", "ContainerFiles", "Dockerignore", "Fingerprints"],
      resources: [.copy("Resources")]),
    tests(
      "ContextMemoryTests",
      ["TestSupport", "ContextMemory", "BuildContext", "Dockerignore", "Fingerprints", "Git"]),
    tests("PlainYAMLTests", ["PlainYAML"]),
    tests("ContainerFilesTests", ["TestSupport", "ContainerFiles"]),
    tests("AttestationTests", ["TestSupport", "Attestation", "Fingerprints"]),
    tests("AuditTests", ["Audit"]),
    tests("CapturesTests", ["Captures"]),
    tests("SensitivityTests", ["Sensitivity", "DigestSchemes", "Fingerprints"]),
    tests("PlatformsTests", ["TestSupport", "Platforms", "Fingerprints", "Model"]),
    tests("ScenarioFilesTests", ["ScenarioFiles", "Model"]),
    tests(
      "HTMLReportsTests", ["TestSupport", "HTMLReports", "Fingerprints", "Model", "Reports"],
      resources: [.copy("Browser")]),
    tests("ReportsTests", ["Reports"]),
    tests("ManualTests", ["Manual", "Model", "ScenarioFiles", "TestSupport"]),
    tests("HistoryTests", ["History", "Model", "Reports"]),
    tests("HarnessTests", ["TestSupport", "Causes", "Harness", "Limits", "Model"]),
    tests("VerdictsTests", ["Verdicts", "Model", "Fingerprints"]),
    tests("FuzzCorpusTests", ["FuzzChecks"], resources: [.copy("Corpus")]),
    tests("HostileTests", ["TestSupport", "lockstep"]),
    tests("CommandLineTests", ["TestSupport", "Clinux", "PlainYAML", "lockstep"]),
  ],
  cxxLanguageStandard: .cxx17
)
