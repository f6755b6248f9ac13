// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that all below it is built with the fuzzer's instruments and the product is not.
let package = Package(
  name: "locks-fuzz",
  dependencies: [.package(name: "lockstep", path: "../..")],
  targets: [
    .target(name: "Entry", path: "Entry"),
    .executableTarget(
      name: "locks-fuzz", dependencies: ["Entry", .product(name: "Lockfiles", package: "lockstep")], path: "Sources",
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]),
  ]
)
