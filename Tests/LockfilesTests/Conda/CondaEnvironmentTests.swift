import Fingerprints
import Lockfiles
import Testing

@Suite("environments of conda with pip")
struct CondaEnvironmentTests {
  private func codes(_ dependencies: String, others: [String: String] = [:]) throws -> [String] {
    try read("environment.yml", "channels: [x]\ndependencies:\n" + dependencies, others: others).codes
  }

  @Test(
    "conda and pip must not contradict each other",
    arguments: [
      ("numpy=1.26.4=py_0", "numpy==1.25.0", "conflict:6"), ("numpy==1.26", "numpy==1.26.0", "duplicate:6"),
      ("numpy >=2", "numpy==1.25.0", "conflict:6"), ("numpy=1.26.4=py_0", "NumPy<1.26", "conflict:6"),
      ("numpy=1.26.4=py_0", "numpy>=1.26", "duplicate:6"), ("numpy", "numpy", "duplicate:6"),
      ("ruamel_yaml=0.18", "ruamel.yaml==0.17.1", "conflict:6"), ("numpy=1.26.4=py_0  # [win]", "numpy==1.25.0", nil),
      ("numpy=1.26.4=py_0", "numpy==1.25.0 ; sys_platform == 'win32'", nil), ("scipy=1=0", "numpy==1.25.0", nil),
    ] as [(String, String, String?)])
  func contradictions(_ conda: String, _ pip: String, _ code: String?) throws {
    let found = try codes("- pip\n- \(conda)\n- pip:\n  - \(pip)\n")
    #expect(
      found.filter { $0.hasPrefix("conflict") || $0.hasPrefix("duplicate") } == (code.map { [$0] } ?? []), "\(found)")
  }

  @Test("one package twice for conda is a conflict, too")
  func twice() throws {
    #expect(try codes("- a=1=0\n- a=2=0\n").contains("conflict:4"))
    #expect(try codes("- a=1=0\n- a >=2\n").contains("conflict:4"))
    #expect(try !codes("- a=1=0\n- a >=1\n").contains("conflict:4"))
    #expect(try !codes("- a=1=0  # [osx]\n- a=2=0  # [linux]\n").contains("conflict:4"))
  }

  @Test(
    "pip must be listed where it is used",
    arguments: [
      ("- a\n- pip:\n  - b\n", true), ("- pip\n- pip:\n  - b\n", false),
      ("- conda-forge::pip=24\n- pip:\n  - b\n", false),
      ("- a\n- pip:\n", false), ("- a\n- pip: []\n", false),
    ])
  func pip(_ dependencies: String, _ isMissing: Bool) throws {
    let lock = try read("environment.yml", "dependencies:\n" + dependencies)
    #expect(lock.codes.contains("pip.missing:3") == isMissing, "\(lock.codes)")
  }

  @Test(
    "what is no list of dependencies is refused",
    arguments: [
      "dependencies: numpy\n", "dependencies: {a: 1}\n", "dependencies:\n-\n", "dependencies:\n- [a]\n",
      "dependencies:\n- pip: b\n", "dependencies:\n- pip: {b: 1}\n", "dependencies:\n- pip: [[b]]\n",
      "dependencies:\n- npm: [b]\n", "name: x\n", "- a\n",
    ])
  func refused(_ text: String) throws {
    #expect(try read("environment.yml", text).grade == .unreadable)
  }

  @Test("an environment may ask for nothing")
  func empty() throws {
    #expect(try read("environment.yml", "channels: [conda-forge]\n").grade == .a)
    #expect(try read("environment.yml", "name: x\ndependencies:\n").grade == .a)
  }

  @Test(
    "a selector is what conda-lock takes for one",
    arguments: [
      ("- a=1=0  # [linux64]", "[linux64]", false), ("- a=1=0 # see [1] [win] x", "[win]", false),
      ("- a=1=0 # [win] (x)", nil, false), ("- a=1=0 # [not win]", "[not win]", true), ("- a=1=0 # []", nil, false),
      ("- 'a[version=1,build=0]'", nil, false),
    ] as [(String, String?, Bool)])
  func selectors(_ line: String, _ marker: String?, _ isUnknown: Bool) throws {
    let lock = try read("environment.yml", "dependencies:\n" + line + "\n")
    #expect(lock.packages.first?.marker == marker)
    #expect(lock.codes.contains("selector.unknown:2") == isUnknown)
  }

  @Test("the order of channels counts, but not where nodefaults stands")
  func channels() throws {
    func semantic(_ channels: String) throws -> Fingerprint? {
      try read("environment.yml", "channels: [\(channels)]\ndependencies: [a=1=0]\n").semantic
    }
    #expect(try semantic("x, y") != semantic("y, x"))
    #expect(try semantic("x, y, nodefaults") == semantic("nodefaults, x, y"))
    #expect(try semantic("x, y, nodefaults") != semantic("x, y"))
    #expect(try semantic("https://h/t/one/x/") == semantic("https://u:p@h/t/two/x"))
  }

  @Test("builds, extras and files are seen as conda sees them")
  func findings() throws {
    #expect(try codes("- a=1=py*\n") == ["build.missing:3", "hash.unsupported"])
    #expect(try codes("- uvicorn[standard]=1=0\n") == ["extras.ignored:3", "hash.unsupported"])
    let hash = String(repeating: "a", count: 32)
    #expect(try codes("- https://h/c/noarch/a-1-0.conda#\(hash)\n") == [])
    #expect(try codes("- https://h/c/noarch/a-1-0.conda\n") == ["hash.unsupported"])
  }

  @Test("long lines take no long time")
  func hostile() throws {
    let brackets = String(repeating: "[", count: 100_000)
    let slashes = String(repeating: "t/", count: 50)
    let cases = [
      ("environment.yml", "dependencies:\n- a # \(brackets)]\n"),
      ("environment.yml", "dependencies:\n- 'a \(String(repeating: "=1 ", count: 100_000))'\n"),
      ("environment.yml", "dependencies:\n" + String(repeating: "- a=1=0\n", count: 5_000)),
      ("x", "@EXPLICIT" + String(repeating: " @EXPLICIT", count: 100_000)),
      ("x", "@EXPLICIT\n" + String(repeating: "https://h/t/\(slashes)a-1-0.conda\n", count: 2_000)),
    ]
    for (name, text) in cases { _ = try read(name, text) }
  }

  @Test("files and folders that pip needs are referred to")
  func references() throws {
    let lock = try read(
      "env/environment.yml", "dependencies:\n- pip\n- pip:\n  - -r more.txt\n  - -e ../lib\n",
      others: ["env/more.txt": "./tool\nx==1\n"])
    #expect(
      Set(lock.references.map { "\($0.kind.rawValue) \($0.path)" }) == [
        "include env/more.txt", "package env/tool", "package lib",
      ])
  }
}
