internal import Fingerprints

/// Nix's `flake.lock`, versions 5 to 7.
struct FlakeFormat: LockfileFormat {
  let name = "flake.lock"
  let ecosystem = "nix"

  func recognises(_ path: LockPath) -> Bool { path.name.hasSameBytes(as: name) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do { root = try JSONText.parse(try FileText.decode(input.bytes)) } catch { return .unreadable(error) }
    let version = root["version"]?.integer
    guard let version, (5...7).contains(version) else { return Self.unknown(version, line: root["version"]?.line) }
    guard let label = root["root"]?.string, let nodes = root["nodes"]?.table, nodes[label] != nil else {
      return .unreadable(SyntaxFailure(line: root["root"]?.line, message: "there is no root among the nodes"))
    }
    var contents = LockContents()
    contents.formatVersion = String(version)
    contents.references = [LockReference(.manifest, "flake.nix", from: input.path)]
    for (name, node) in nodes.members {
      let isRoot = name.hasSameBytes(as: label)
      addInputs(of: node, named: isRoot ? "root" : name, nodes: nodes, to: &contents)
      if !isRoot { add(node, name: name, input.path, to: &contents) }
    }
    let manifest = input.path.resolving("flake.nix").flatMap(input.source.bytes(at:))
    contents.freshness = FlakeFreshness(nodes: nodes, root: label).judge(manifest: manifest)
    return contents
  }

  private static func unknown(_ version: Int?, line: Int?) -> LockContents {
    let shown = version.map { "version \($0) is not known" } ?? "there is no version"
    return .unreadable(
      SyntaxFailure(code: "version.unsupported", line: line, message: "\(shown), so this is no flake.lock"))
  }

  /// Which node an input is, or which input it follows: with two nodes of one flake this decides what is built.
  private func addInputs(of node: DataValue, named name: String, nodes: DataTable, to contents: inout LockContents) {
    for (input, target) in node["inputs"]?.members ?? [] {
      let value: String
      switch target.kind {
      case .string(let label):
        value = label
        guard nodes[label] == nil else { break }
        contents.findings.append(
          LockFinding(
            "syntax", line: target.line, "the input \(input) of \(name) is \(label), which is no node",
            grade: .unreadable))
      case .array: value = "follows:" + target.strings.joined(separator: "/")
      default:
        value = ""
        contents.findings.append(
          LockFinding(
            "syntax", line: target.line, "the input \(input) of \(name) is neither a node nor a path",
            grade: .unreadable))
      }
      contents.facts.append(LockFact(name: "input:\(name)/\(input)", value: value))
    }
  }

  private func add(_ node: DataValue, name: String, _ path: LockPath, to contents: inout LockContents) {
    guard let locked = node["locked"], locked.table != nil else {
      contents.findings.append(
        LockFinding("syntax", line: node.line, "\(name) has nothing locked", grade: .unreadable))
      return
    }
    let line = locked.line
    let origin = LockedOrigin(flake: locked)
    var hashes: [String] = []
    if let written = locked["narHash"]?.string {
      if let hash = Self.hash(written) {
        hashes = [hash]
      } else {
        contents.findings.append(
          LockFinding("hash.invalid", line: locked["narHash"]?.line, "\(written) is no hash", grade: .unreadable))
      }
    }
    if case .path(let folder) = origin.kind, !folder.starts(with: "/"), node["parent"]?.items.isEmpty ?? true {
      contents.references.append(LockReference(.package, folder, from: path, line: line))
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: name, version: locked["rev"]?.string ?? "",
        isExact: origin.isExact || !hashes.isEmpty, source: origin.source, hashes: hashes,
        extras: node["flake"]?.bool == false ? ["flake=false"] : [], line: line))
    // A commit decides by itself; without one the hash of the files does.
    if case .commit = origin.kind, !origin.isExact, !hashes.isEmpty { return }
    if let finding = origin.finding(name: name, at: path, line: line, hashes: hashes) {
      contents.findings.append(finding)
    }
  }

  /// `sha256-` with base64, as in Subresource Integrity.
  private static func hash(_ text: String) -> String? {
    guard let digits = text.dropping(prefix: "sha256-"), let bytes = Base64.decode(digits.utf8, as: .standard),
      bytes.count == 32
    else { return nil }
    return "sha256:" + Hex.string(bytes)
  }
}
