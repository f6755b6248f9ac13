internal import Fingerprints

extension RequirementsReading {
  static let maximumDepth = 64

  mutating func include(
    _ reference: String, _ line: RequirementsLine, _ context: Context, asConstraint: Bool
  ) {
    if WebAddress.isAddress(reference), !reference.lowercased().starts(with: "file:") {
      let address = WebAddress.canonical(reference)
      options.remoteIncludes.append(address)
      findings.append(
        LockFinding(
          "include.remote", file: context.file, line: line.number,
          "\(address) is fetched when installing; its requirements are not known", grade: .c))
      return
    }
    if EnvironmentVariable.occurs(in: reference) {
      findings.append(
        LockFinding(
          "include.variable", file: context.file, line: line.number,
          "\(reference) depends on the environment; its requirements are not known", grade: .c))
      return
    }
    if !WebAddress.isAddress(reference) {
      references.append(LockReference(.include, reference, from: context.place, line: line.number))
    }
    guard let path = context.place.resolving(reference), !WebAddress.isAddress(reference) else {
      note("include.outside", line, context, "\(reference) lies outside the tree")
      return
    }
    let place = LockPath(path)
    guard visited.insert(key(place, isConstraint: asConstraint)).inserted else { return }
    guard context.depth < Self.maximumDepth else {
      note("include.deep", line, context, "files include one another more than \(Self.maximumDepth) levels deep")
      return
    }
    guard let bytes = source.bytes(at: path) else {
      note("include.missing", line, context, "\(path) does not exist")
      return
    }
    read(bytes, Context(place: place, file: path, isConstraint: asConstraint, depth: context.depth + 1))
  }

  /// A package that lies in a folder, by its path or by a `file:` address.
  mutating func noteReference(_ requirement: Requirement, _ line: RequirementsLine, _ context: Context) {
    var path = requirement.path
    if let address = requirement.address, address.utf8.prefix(5).text.lowercased() == "file:" {
      let rest = address.utf8.dropFirst(5).text
      path = rest.dropping(prefix: "//") ?? rest
    }
    guard let path, !EnvironmentVariable.occurs(in: path) else { return }
    let plain = path.split(atFirst: "#")?.before ?? path
    references.append(LockReference(.package, plain, from: context.place, line: line.number))
  }

  func key(_ path: LockPath, isConstraint: Bool) -> [UInt8] {
    [isConstraint ? 1 : 0] + Array(path.components.joined(separator: "/").utf8)
  }
}
