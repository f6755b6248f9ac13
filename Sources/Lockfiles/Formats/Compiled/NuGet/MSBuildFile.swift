internal import Fingerprints

/// What a project or one of the files around it says about packages.
///
/// MSBuild files are programs; only what stands without condition is taken as it is.
struct MSBuildFile {
  struct Item {
    /// In lower case: ids and names of properties are compared so.
    let id: String
    let version: String?
    let override: String?
    let isConditional: Bool
  }

  private(set) var references: [Item] = []
  /// `PackageVersion`: versions for all projects.
  private(set) var versions: [Item] = []
  /// Relative to the file, with `/`.
  private(set) var projects: [(path: String, line: Int)] = []
  private(set) var properties: [(name: String, value: String)] = []
  /// Whether it takes in other files, so that not everything is seen.
  private(set) var hasImports = false

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    let root = try XMLText.parse(try FileText.decode(bytes))
    let sdk = root["Sdk"] ?? ""
    hasImports = !(sdk.isEmpty || sdk.starts(with: "Microsoft.NET.Sdk"))
    for child in root.children { read(child, isConditional: child["Condition"] != nil) }
  }

  private mutating func read(_ element: XMLText.Element, isConditional: Bool) {
    switch element.name {
    case "Import", "Sdk", "ImportGroup", "Choose", "Target": hasImports = true
    case "PropertyGroup":
      for property in element.children where !isConditional && property["Condition"] == nil {
        properties.append((property.name.lowercased(), property.text.trimmed))
      }
    case "ItemGroup":
      for item in element.children {
        read(item: item, isConditional: isConditional || item["Condition"] != nil)
      }
    default: break
    }
  }

  private mutating func read(item: XMLText.Element, isConditional: Bool) {
    func value(_ name: String) -> String? { item[name] ?? item.children(name).first?.text.trimmed }
    guard let id = item["Include"] ?? item["Update"] else {
      if item["Remove"] != nil, item.name.starts(with: "Package") { hasImports = true }
      return
    }
    // Several ids may stand in one attribute.
    let ids = id.utf8.split(separator: UInt8(ascii: ";")).map { $0.trimmed.text.lowercased() }
    let items = ids.map {
      Item(id: $0, version: value("Version"), override: value("VersionOverride"), isConditional: isConditional)
    }
    switch item.name {
    case "PackageReference", "GlobalPackageReference": references += items
    case "PackageVersion": versions += items
    case "ProjectReference":
      projects.append((id.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }.text, item.line))
    default: break
    }
  }
}
