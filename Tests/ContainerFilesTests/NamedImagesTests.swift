import ContainerFiles
import Testing

@Suite("images that are named in Dockerfiles and compose files")
struct NamedImagesTests {
  private func named(_ text: String, _ arguments: [String: String] = [:]) throws(DockerfileError) -> [String] {
    try Dockerfile.read(text).namedImages(buildArguments: arguments).map { image in
      "\(image.line) \(image.stage) \(image.use.rawValue) \(image.text)"
        + (image.unresolved.isEmpty ? "" : " ?" + image.unresolved.map(\.description).joined(separator: ","))
    }
  }

  @Test(
    "those of all stages, whatever the target needs",
    arguments: [
      (
        "FROM a AS x\nCOPY --from=b / /\nFROM scratch\nRUN --mount=from=c,target=/m x\nFROM x\nCOPY --from=0 / /\n"
          + "COPY --from=x / /",
        ["1 0 FROM a", "2 0 COPY --from b", "4 1 RUN --mount from c"]
      ),
      ("FROM a AS x\nFROM x AS y\nFROM y", ["1 0 FROM a"]),
      ("FROM a AS x\nONBUILD COPY --from=t / /\nFROM x", ["1 0 FROM a", "2 1 COPY --from t"]),
      ("ARG V\nFROM a:$V", ["2 0 FROM a:${V} ?V"]), ("FROM $V", ["1 0 FROM ${V} ?V"]),
      ("ARG V\nARG W=b$V\nFROM $W", ["3 0 FROM b${V} ?V"]), ("FROM ${V:-a}", ["1 0 FROM a"]),
      ("FROM ${V:+a}b", ["1 0 FROM b"]), ("FROM ${V:?x}", ["1 0 FROM ${V} ?V"]), ("FROM ${V?x}", ["1 0 FROM ${V} ?V"]),
      ("FROM a:$TARGETARCH", ["1 0 FROM a:${TARGETARCH} ?TARGETARCH"]),
    ])
  func allStages(_ text: String, _ images: [String]) throws {
    #expect(try named(text) == images)
  }

  @Test("build arguments give variables their values")
  func arguments() throws {
    #expect(try named("ARG V\nFROM a:$V", ["V": "1"]) == ["2 0 FROM a:1"])
  }

  @Test("what a build refuses in the names is refused", arguments: ["FROM A", "FROM a\nCOPY --from=$x / /", "FROM a:"])
  func refused(_ text: String) {
    #expect(throws: DockerfileError.self) { try named(text) }
  }

  @Test("a plan goes on to refuse a name that is left empty")
  func plan() {
    #expect(throws: DockerfileError.self) { try Dockerfile.read("ARG V\nFROM $V").plan() }
    #expect(throws: DockerfileError.self) { try Dockerfile.read("FROM ${V:?x}").plan() }
  }

  @Test("where the frontend is named")
  func syntax() throws {
    #expect(try Dockerfile.read("# escape=`\n# syntax=a/b:1\nFROM a").syntaxLine == 2)
    #expect(try Dockerfile.read("FROM a").syntaxLine == nil)
  }

  @Test(
    "names are taken apart",
    arguments: [("a", "docker.io/library/a:latest"), ("h:1/a:2", "h:1/a:2"), ("A", nil), ("", nil)])
  func names(_ name: String, _ full: String?) {
    #expect(ImageReference(name: name)?.description == full)
  }

  @Test("variables without a value stay, where that is asked for")
  func keepsUnset() throws {
    let text = "services:\n  a:\n    image: x:${V}-$W-${X:-y}-${Y-}-${Z:?z}-$$\n"
    let options = ComposeOptions(isLenient: true, keepsUnset: true)
    let project = try ComposeFixture(["compose.yaml": text], options: options).read()
    #expect(project.services.first?.image == "x:${V}-${W}-y--${Z}-$")
    #expect(project.services.first?.imagePlace?.line == 3)
    #expect(project.warnings.compactMap(\.unsetVariable) == ["V", "W", "Z"])
    #expect(try ComposeFixture(text.replacing("-${Z:?z}", with: "")).read().services.first?.image == "x:--y--$")
  }

  @Test(
    "whether services are hidden",
    arguments: [
      ("include: [no.yaml]\nservices: {}", true), ("services: {a: {extends: {service: b, file: no.yaml}}}", true),
      ("services: {a: {extends: b}}", true), ("include: [oci://x]\nservices: {}", true), ("services: {a: {}}", false),
      ("services: {a: {image: x, volumes: [\"v:/x\"]}, b: {}}", false), ("services: {a: {image: $X}}", false),
    ])
  func hidden(_ text: String, _ isHidden: Bool) throws {
    let project = try ComposeFixture(["compose.yaml": text], options: ComposeOptions(isLenient: true)).read()
    #expect(!project.warnings.isEmpty)
    #expect(project.warnings.contains(where: \.hidesServices) == isHidden)
  }
}
