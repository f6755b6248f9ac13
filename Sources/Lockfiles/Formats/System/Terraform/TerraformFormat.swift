internal import Fingerprints

/// `.terraform.lock.hcl` of Terraform and OpenTofu: the providers.
struct TerraformFormat: LockfileFormat {
  let name = ".terraform.lock.hcl"
  let ecosystem = "terraform"

  func recognises(_ path: LockPath) -> Bool { path.name.hasSameBytes(as: name) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let file: HCLBlock
    do { file = try HCLReader.read(try FileText.decode(input.bytes)) } catch { return .unreadable(error) }
    var contents = LockContents()
    var seen: Set<TextKey> = []
    for block in file.blocks("provider") {
      guard let address = block.labels.first, block.labels.count == 1 else {
        contents.findings.append(
          LockFinding("syntax", line: block.line, "a provider without a source address", grade: .unreadable))
        continue
      }
      guard seen.insert(TextKey(address)).inserted else {
        contents.findings.append(
          LockFinding("syntax", line: block.line, "\(address) is locked twice", grade: .unreadable))
        continue
      }
      add(block, address: address, to: &contents)
    }
    if contents.packages.isEmpty, contents.findings.isEmpty {
      contents.findings = [LockFinding("empty", "locks no provider")]
    }
    contents.findings += HashFindings.of(contents.packages)
    contents.findings += Self.narrowFindings(contents.packages)
    let manifest = TerraformManifest(beside: input)
    contents.references = manifest.files.map { LockReference(.manifest, $0, from: LockPath("")) }
    contents.freshness = TerraformFreshness(locked: contents.packages).judge(manifest)
    return contents
  }

  private func add(_ block: HCLBlock, address: String, to contents: inout LockContents) {
    guard let version = block["version"]?.value.string, ReleaseVersion(version) != nil else {
      contents.findings.append(
        LockFinding("syntax", line: block.line, "\(address) has no version", grade: .unreadable))
      return
    }
    var hashes: [String] = []
    if let list = block["hashes"] {
      guard case .list(let items) = list.value else {
        contents.findings.append(
          LockFinding("syntax", line: list.line, "the hashes of \(address) are no list", grade: .unreadable))
        return
      }
      for item in items {
        guard let hash = item.string.flatMap(Self.hash) else {
          contents.findings.append(
            LockFinding(
              "hash.invalid", line: list.line, "\(item.string ?? "an expression") is no hash of \(address)",
              grade: .unreadable))
          continue
        }
        hashes.append(hash)
      }
    }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: address, version: version, isExact: true, hashes: hashes, line: block.line))
  }

  /// `h1:` with the base64 of a SHA-256 over the unpacked provider, `zh:` with the hexadecimal one of its archive.
  /// Schemes that are not known stay as they are.
  private static func hash(_ text: String) -> String? {
    guard let (scheme, value) = text.split(atFirst: ":"), !scheme.isEmpty, !value.isEmpty else { return nil }
    switch scheme {
    case "h1":
      guard let bytes = Base64.decode(value.utf8, as: .standard), bytes.count == 32 else { return nil }
      return "h1:" + Hex.string(bytes)
    case "zh":
      guard value.utf8.count == 64, value.utf8.allSatisfy(\.isHexDigit) else { return nil }
      return "zh:" + value.lowercased()
    default: return text
    }
  }

  /// One hash of an unpacked provider is that of one platform; those of archives come from the registry, for all.
  private static func narrowFindings(_ packages: [PinnedPackage]) -> [LockFinding] {
    let narrow = packages.filter { $0.hashes.count == 1 && $0.hashes.allSatisfy { $0.starts(with: "h1:") } }
    guard let first = narrow.first else { return [] }
    let names = narrow.prefix(5).map(\.name).joined(separator: ", ") + (narrow.count > 5 ? ", …" : "")
    return [
      LockFinding(
        "platform.narrow", line: first.line,
        "\(names) can be installed on the platform it was locked on only; run terraform providers lock for the others")
    ]
  }
}
