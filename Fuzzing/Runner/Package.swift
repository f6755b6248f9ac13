// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that all below it is built with the fuzzer's instruments and the product is not.
let package = Package(
  name: "lockstep-fuzz",
  dependencies: [.package(name: "lockstep", path: "../..")],
  targets: [
    .target(name: "Entry", path: "Entry"),
    .executableTarget(
      name: "lockstep-fuzz", dependencies: ["Entry", .product(name: "FuzzChecks", package: "lockstep")],
      path: "Sources", swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]),
  ]
)
