internal import ContainerFiles
internal import Fingerprints

/// A Dockerfile as a lock of its base images: `FROM`, `COPY --from`, `RUN --mount=from=` and `# syntax=`.
struct DockerfileFormat: LockfileFormat {
  let name = "Dockerfile"
  let ecosystem = ImagePins.ecosystem

  func recognises(_ path: LockPath) -> Bool {
    let name = path.name
    if ["Dockerfile", "dockerfile", "Containerfile"].contains(where: name.hasSameBytes) { return true }
    // Ignore files and files of editors.
    guard !name.ends(with: "ignore"), !name.ends(with: "~"), !name.ends(with: ".orig") else { return false }
    return (name.starts(with: "Dockerfile.") && name.utf8.count > 11) || name.ends(with: ".Dockerfile")
      || name.ends(with: ".dockerfile")
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let dockerfile: Dockerfile
    let images: [Dockerfile.BaseImage]
    do {
      dockerfile = try Dockerfile(input.bytes)
      images = try dockerfile.namedImages()
    } catch {
      return .unreadable(SyntaxFailure(line: error.line > 0 ? error.line : nil, message: error.message))
    }
    var uses: [ImageUse] = []
    if let syntax = dockerfile.syntax?.description, !syntax.isEmpty {
      uses.append(ImageUse(syntax, group: "syntax", line: dockerfile.syntaxLine))
    }
    uses += images.map { ImageUse($0, of: dockerfile) }
    let pins = ImagePins(uses)
    var contents = LockContents()
    contents.packages = pins.packages
    contents.findings = pins.findings + AptInstalls.findings(in: dockerfile)
    contents.freshness = .unknown("a Dockerfile is not made from anything")
    return contents
  }
}
