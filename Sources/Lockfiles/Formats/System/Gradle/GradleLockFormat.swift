internal import Fingerprints

/// Gradle's `gradle.lockfile`, that of build scripts and settings, and the files of one configuration each that Gradle
/// before 7 wrote into `gradle/dependency-locks`.
struct GradleLockFormat: LockfileFormat {
  let name = "gradle.lockfile"
  let ecosystem = "maven"

  func recognises(_ path: LockPath) -> Bool {
    let name = path.name
    return name.hasSameBytes(as: self.name) || name.ends(with: "-" + self.name) || Self.isOfOneConfiguration(path)
  }

  private static func isOfOneConfiguration(_ path: LockPath) -> Bool {
    path.folder == "dependency-locks" && path.name.ends(with: ".lockfile")
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let text: String
    do { text = try FileText.decode(input.bytes) } catch { return .unreadable(error) }
    let configuration = Self.isOfOneConfiguration(input.path) ? input.path.name.split(atLast: 0x2E)?.before : nil
    var reading = GradleLockReading(configuration: configuration)
    for (number, line) in NumberedLines(text) { reading.read(line.trimmed, number: number) }
    var contents = reading.contents
    if contents.packages.isEmpty, contents.facts.isEmpty, contents.findings.isEmpty {
      return .unreadable(SyntaxFailure(line: nil, message: "names no dependency and no empty configuration"))
    }
    contents.freshness = .unknown("\(name) does not record what it was made from; only Gradle can tell")
    contents.references = [LockReference(.manifest, Self.manifest(input), from: input.path)]
    try grade(&contents, input)
    return contents
  }

  /// The lock has no place for hashes; they may be in the metadata for verification.
  private func grade(_ contents: inout LockContents, _ input: LockInput) throws(DigestUnavailable) {
    guard let first = contents.packages.first else { return }
    let exact = contents.packages.filter(\.isExact)
    guard let metadata = GradleVerification.nearest(to: input) else {
      contents.findings.append(
        LockFinding(
          "hash.unsupported", line: first.line,
          "\(name) has no place for hashes, and there is no \(GradleVerification.usualPath)", grade: .b))
      return
    }
    contents.references.append(LockReference(.file, metadata.path, from: LockPath("")))
    let bare = exact.filter { !metadata.covers($0) }
    guard let place = bare.first else { return }
    contents.findings.append(
      LockFinding(
        "hash.mixed", line: place.line,
        "\(bare.count) of \(exact.count) modules have no SHA-256 or SHA-512 in \(metadata.path): "
          + bare.prefix(5).map { "\($0.name):\($0.version)" }.joined(separator: ", ") + (bare.count > 5 ? ", …" : ""),
        grade: .b))
  }

  /// The build script beside the lock, or above the folder of the old locks.
  private static func manifest(_ input: LockInput) -> String {
    let script = input.path.name.starts(with: "settings-") ? "settings" : "build"
    let names = ["\(script).gradle.kts", "\(script).gradle"].map {
      isOfOneConfiguration(input.path) ? "../../" + $0 : $0
    }
    return names.first { input.path.resolving($0).flatMap(input.source.bytes(at:)) != nil } ?? names[1]
  }
}
