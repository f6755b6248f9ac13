internal import Fingerprints

/// What the configuration beside a lock asks for: the `*.tf` files of one folder.
struct TerraformManifest {
  struct Requirement {
    /// The full address, such as `registry.terraform.io/hashicorp/aws`; nil for what is built in.
    let address: String?
    /// As written; empty when any version will do.
    let constraint: String
  }

  /// Their paths, in byte order.
  let files: [String]
  /// One for each place that asks for a provider, in the order of files and lines.
  private(set) var requirements: [Requirement] = []
  /// Whether other folders may ask for providers, too.
  private(set) var hasModules = false
  /// Why not all of it is known; nil when it is.
  private(set) var gap: String?
  private var sources: [TextKey: String] = [:]

  init(beside lock: LockInput) {
    let folder = lock.path.components.dropLast().joined(separator: "/")
    let prefix = folder.isEmpty ? "" : folder + "/"
    let near = lock.source.paths(below: folder).filter { path in
      path.dropping(prefix: prefix).map { !$0.holds("/") || $0.starts(with: "tests/") } ?? false
    }
    files = near.filter { $0.ends(with: ".tf") && !($0.dropping(prefix: prefix) ?? $0).holds("/") }
    if near.contains(where: { $0.ends(with: ".tf.json") }) { gap = "there is configuration in JSON" }
    // Tests may ask for providers of their own.
    hasModules = near.contains { $0.ends(with: ".tftest.hcl") }
    var blocks: [HCLBlock] = []
    for path in files {
      guard let bytes = lock.source.bytes(at: path) else { continue }
      do throws(SyntaxFailure) {
        blocks += try HCLReader.read(try FileText.decode(bytes)).blocks
      } catch {
        gap = "\(path) cannot be read: \(error.message)"
      }
    }
    for block in blocks.filter({ $0.type == "terraform" }).flatMap({ $0.blocks("required_providers") }) {
      for attribute in block.attributes { require(attribute) }
    }
    for block in blocks { read(block) }
  }

  /// `name = { source = "…", version = "…" }` or, as before Terraform 0.13, `name = "constraint"`.
  private mutating func require(_ attribute: HCLAttribute) {
    switch attribute.value {
    case .string(let constraint): add(attribute.name, source: nil, constraint)
    case .object:
      let (source, version) = (attribute.value["source"], attribute.value["version"])
      if source.map({ $0.string == nil }) ?? false || version.map({ $0.string == nil }) ?? false {
        gap = "what \(attribute.name) requires is computed"
        return
      }
      add(attribute.name, source: source?.string, version?.string ?? "")
    default: gap = "what \(attribute.name) requires is computed"
    }
  }

  private mutating func add(_ name: String, source: String?, _ constraint: String) {
    let address = Self.address(source ?? name)
    sources[TextKey(name)] = address ?? ""
    requirements.append(Requirement(address: address, constraint: constraint))
  }

  /// What blocks ask for by their mere being there.
  private mutating func read(_ block: HCLBlock) {
    switch block.type {
    case "module": hasModules = true
    case "provider":
      guard let name = block.labels.first else { return }
      use(name, constraint: block["version"]?.value.string ?? "")
    case "resource", "data", "ephemeral":
      guard let type = block.labels.first else { return }
      if case .expression(let reference) = block["provider"]?.value {
        use(reference.split(atFirst: ".")?.before ?? reference, constraint: "")
      } else {
        use(type.split(atFirst: "_")?.before ?? type, constraint: "")
      }
    case "check": for inner in block.blocks { read(inner) }
    default: break
    }
  }

  private mutating func use(_ name: String, constraint: String) {
    let known = sources[TextKey(name)]
    guard known == nil || !constraint.isEmpty else { return }
    let address = known ?? Self.address(name) ?? ""
    if known == nil { sources[TextKey(name)] = address }
    requirements.append(Requirement(address: address.isEmpty ? nil : address, constraint: constraint))
  }

  /// `aws`, `hashicorp/aws` and `host/hashicorp/aws` in full; nil for the provider that is built in.
  private static func address(_ source: String) -> String? {
    let parts = source.lowercased().utf8.split(separator: UInt8(ascii: "/")).map(\.text)
    switch parts.count {
    case 1: return parts[0] == "terraform" ? nil : "registry.terraform.io/hashicorp/" + parts[0]
    case 2: return "registry.terraform.io/" + parts.joined(separator: "/")
    default: return parts.first == "terraform.io" ? nil : parts.joined(separator: "/")
    }
  }
}
