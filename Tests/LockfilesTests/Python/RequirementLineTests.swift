import Foundation
import Lockfiles
import Testing

/// What pip makes of a line of a requirements file; recorded by `Fixtures/pip/lines.py`.
struct PipLine: Decodable, Sendable, CustomStringConvertible {
  struct Requirement: Decodable, Sendable {
    let name: String?
    let spec: String
    let extras: [String]
    let marker: String?
    let hashes: Int
    let editable: Bool
  }

  let line: String
  /// Nil when pip refuses the line.
  let requirements: [Requirement]?

  var description: String { line }

  static let all =
    (try? JSONDecoder().decode([PipLine].self, from: Data(Fixture.bytes("pip/lines.json")))) ?? []

  /// Lines that are read in another way, each with the reason.
  static let exceptions: [String: String] = {
    let older = "pips before 24.1 or 25 take it, and the fault is named where it matters"
    let onDisk = "pip looks whether there is such a folder; here it lies outside the tree, or counts as part of it"
    let digest = "a digest of such a form can fit nothing"
    let variable = "the variable may be set where it is installed"
    let hash = String(repeating: "a", count: 64)
    return [
      "a ~= 1": older, "a~=1": older, "a<1.*": older, "a==abc": older, "a>=abc": older, "a>1.0+local": older,
      "a>=1.0.*": older, "a==1 --global-option=x": older, "a==1 --install-option=x": older,
      "git+https://h/o/r@\(String(repeating: "c", count: 40))#egg=a[x]": older, "git+https://h/o/r#egg=a-b==1": older,
      "git+https://h/o/r#egg=": older, "../x": onDisk, "/abs": onDisk, ".a": onDisk,
      "a==1 --hash=sha512:\(hash)": digest, "a==1 --hash=sha256:zz": digest, "a==${VERSION}": variable,
      "-r ${X}": variable,
      "--use-feature=nonsense": "the features change with each pip",
      "a_": "a dash or underscore ends no name before 2025",
    ]
  }()
}

@Suite("lines of requirements")
struct RequirementLineTests {
  @Test("each line is read or refused as pip does", arguments: PipLine.all)
  func line(_ recorded: PipLine) throws {
    guard PipLine.exceptions[recorded.line] == nil else { return }
    let lock = try read("requirements.txt", recorded.line + "\n", others: ["x/setup.py": ""])
    guard let requirements = recorded.requirements else {
      #expect(lock.grade == .unreadable)
      return
    }
    #expect(lock.grade != .unreadable, "\(lock.findings)")
    try #require(lock.packages.count == requirements.count)
    for (package, fact) in zip(lock.packages, requirements) {
      if let name = fact.name {
        #expect(package.name == name.lowercased().replacing(#/[-_.]+/#, with: "-"))
      } else {
        #expect(package.source == package.name)
      }
      // Of a wheel pip takes the version from the file's name.
      if package.source == nil {
        let spec = fact.spec.split(separator: ",").sorted().joined(separator: ",")
        let exact = fact.spec.hasPrefix("===") ? "===" : "=="
        #expect((package.isExact ? exact : "") + package.version == spec)
      }
      #expect(package.extras == fact.extras.map { $0.lowercased().replacing("_", with: "-") }.sorted())
      #expect((package.marker == nil) == (fact.marker == nil))
      // Behind an address a hash is no option.
      if package.source == nil { #expect(package.hashes.count == fact.hashes) }
      #expect(lock.facts.contains { $0.name.hasPrefix("editable:") } == fact.editable)
    }
  }
}
