import ContainerFiles
import Testing

@Suite("compose files made to do harm", .timeLimit(.minutes(30)))
struct ComposeHostileTests {
  private func message(_ fixture: ComposeFixture) -> String? {
    do throws(ComposeError) {
      _ = try fixture.read()
      return nil
    } catch {
      return error.message
    }
  }

  @Test("are given up at a limit")
  func limits() throws {
    let bomb = (1...9).map { "x\($0): &x\($0) [\(Array(repeating: "*x\($0 - 1)", count: 9).joined(separator: ", "))]" }
    #expect(
      message(ComposeFixture("x0: &x0 [a]\n" + bomb.joined(separator: "\n")))?.contains("more than 100000 nodes")
        == true)

    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(message(ComposeFixture("x: " + deep))?.contains("levels deep") == true)

    let nested = String(repeating: "${A:-", count: 1_000) + String(repeating: "}", count: 1_000)
    #expect(message(ComposeFixture("x: '\(nested)'"))?.contains("nested more than") == true)

    let braces = String(repeating: "${A:-{}", count: 20_000) + "}"
    #expect(message(ComposeFixture("x: '\(braces)'"))?.isEmpty == false)

    let doubling =
      "V0=" + String(repeating: "x", count: 100) + "\n" + (1...40).map { "V\($0)=$V\($0 - 1)$V\($0 - 1)\n" }.joined()
    let doubled = ComposeFixture(["compose.yaml": "services: {}", ".env": doubling])
    #expect(message(doubled)?.contains("expand to more than") == true)

    let large = ComposeFixture(
      "x: [" + Array(repeating: "$BIG", count: 50_000).joined(separator: ", ") + "]",
      environment: ["BIG": String(repeating: "x", count: 100_000)])
    #expect(message(large)?.contains("expand to more than") == true)

    var growing = "services:\n  s0: { image: i, build: { args: [A0=0] } }\n"
    for index in 1...5_000 { growing += "  s\(index): { extends: s\(index - 1), build: { args: [A\(index)=0] } }\n" }
    #expect(message(ComposeFixture(growing))?.contains("merging takes more than") == true)

    var includes: [String: String] = ["compose.yaml": "include: [l1.yaml, l1.yaml]", "l21.yaml": "services: {}"]
    for level in 1...20 { includes["l\(level).yaml"] = "include: [l\(level + 1).yaml, l\(level + 1).yaml]" }
    #expect(message(ComposeFixture(includes))?.contains("more than 256 files") == true)

    var chain: [String: String] = ["compose.yaml": "include: [c1.yaml]"]
    for level in 1...50 { chain["c\(level).yaml"] = "include: [c\(level + 1).yaml]" }
    #expect(message(ComposeFixture(chain))?.contains("more than 32 levels deep") == true)

    var wide: [String: String] = [
      "compose.yaml": "include: [" + (0..<20).map { "w\($0).yaml" }.joined(separator: ", ") + "]"
    ]
    let nodes = "x: [" + String(repeating: "a,", count: 60_000) + "]"
    for index in 0..<20 { wide["w\(index).yaml"] = nodes }
    #expect(message(ComposeFixture(wide))?.contains("more than 1000000 nodes") == true)

    var options = ComposeOptions()
    options.limits.fileSize = 10
    #expect(
      message(ComposeFixture(["compose.yaml": "services: {}"], options: options))?.contains("more than 10 bytes")
        == true)
  }

  @Test("or read in time")
  func large() throws {
    let line = String(repeating: "${A:-b}", count: 100_000)
    #expect(try ComposeFixture("services: {a: {image: '\(line)'}}").read().services.first?.image?.utf8.count == 100_000)

    let services = (0..<20_000).map { "  s\($0): { build: d\($0) }" }.joined(separator: "\n")
    #expect(try ComposeFixture("services:\n" + services).read().services.count == 20_000)

    let resets = (0..<20_000).map { "  s\($0): !reset {}" }.joined(separator: "\n")
    #expect(try ComposeFixture(merging: ["services:\n" + services, "services:\n" + resets]).read().services.isEmpty)

    let env = (0..<50_000).map { "V\($0)=value $V\($0 - 1)" }.joined(separator: "\n").replacing("$V-1", with: "")
    var fixture = ComposeFixture([
      "compose.yaml": "services: {}", ".env": "X=1\n" + (0..<50_000).map { "V\($0)=$X" }.joined(separator: "\n"),
    ])
    _ = try fixture.read()
    fixture.files[".env"] = env
    #expect(message(fixture)?.contains("expand to more than") == true)

    let volume =
      "services: {a: {image: i, volumes: ['" + String(repeating: "x", count: 1_000_000) + ":/t']}, b: {image: i}}"
    #expect(message(ComposeFixture(volume))?.contains("not declared") == true)
  }

  @Test("or refused, whatever bytes they hold")
  func fragments() throws {
    let parts = [
      "services:", "\n", " ", "  ", "a", ":", "{", "}", "[", "]", "- ", "<<: ", "*x", "&x ", "!reset ", "!override ",
      "$",
      "${", "A", ":-", "}", "'", "\"", "build", "extends", "include", ",", "volumes", "/", "~", "\u{0}", "é", "#", "\t",
      "=",
      "null", "0x", "1e999", "---\n", "|", ">", "?", "%", "@", "`", "service:", "env_file", "args",
    ]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2_000 {
      let text = (0..<(1 + next(30))).map { _ in parts[next(parts.count)] }.joined()
      let wrapped = next(2) == 0 ? text : "services: {a: {image: i, build: \(text)}}"
      _ = message(ComposeFixture(["compose.yaml": wrapped, ".env": text]))
      _ = message(ComposeFixture(merging: ["services: {a: {image: i, build: {args: {A: 1}}}}", wrapped]))
    }
  }
}
