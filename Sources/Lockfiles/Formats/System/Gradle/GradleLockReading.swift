internal import Fingerprints

/// Reads the lines of a lock of Gradle: `group:name:version=configuration,…` and `empty=configuration,…`.
///
/// Follows Gradle's `LockFileReaderWriter`.
struct GradleLockReading {
  /// What all lines are for, in files of one configuration; nil where each line says it.
  let configuration: String?
  private var packages: [Entry] = []
  private var places: [TextKey: Int] = [:]
  private var versions: [TextKey: String] = [:]
  private var empty: [String] = []
  private var findings: [LockFinding] = []

  private struct Entry {
    let coordinate: GradleCoordinate
    let line: Int
    var configurations: [String]
  }

  init(configuration: String?) { self.configuration = configuration }

  /// - Parameter line: without blanks around it.
  mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let names = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: ",")).map(\.text) : []
    if configuration == nil, parts.count > 1, parts[0].elementsEqual("empty".utf8) {
      empty += names
      return
    }
    guard let coordinate = GradleCoordinate(parts[0]), (parts.count == 1) == (configuration != nil),
      configuration != nil || !names.isEmpty
    else {
      let form = configuration == nil ? "group:name:version=configurations" : "group:name:version"
      findings.append(
        LockFinding("syntax", line: number, "\(line.text) is not of the form \(form)", grade: .unreadable))
      return
    }
    add(coordinate, for: configuration.map { [$0] } ?? names, line: number)
  }

  private mutating func add(_ coordinate: GradleCoordinate, for configurations: [String], line: Int) {
    if let place = places[coordinate.key] {
      packages[place].configurations += configurations
    } else {
      places[coordinate.key] = packages.count
      packages.append(Entry(coordinate: coordinate, line: line, configurations: configurations))
      if let openness = coordinate.openness {
        findings.append(
          LockFinding(
            "unpinned", line: line, "\(coordinate.module) \(coordinate.version) \(openness)", grade: .c))
      }
    }
    for configuration in configurations {
      let other = versions.updateValue(coordinate.version, forKey: TextKey(configuration + " " + coordinate.module))
      if let other, !other.hasSameBytes(as: coordinate.version) {
        findings.append(
          LockFinding(
            "conflict", line: line,
            "\(coordinate.module) is locked to \(other) and to \(coordinate.version) in \(configuration)", grade: .c))
      }
    }
  }

  var contents: LockContents {
    var contents = LockContents()
    contents.packages = packages.map { entry in
      PinnedPackage(
        ecosystem: "maven", name: entry.coordinate.module, version: entry.coordinate.version,
        isExact: entry.coordinate.openness == nil, groups: entry.configurations, line: entry.line)
    }
    if !empty.isEmpty { contents.facts = [LockFact(name: "empty", extras: empty.sortedByBytes())] }
    contents.findings = findings
    return contents
  }
}
