import Lockfiles
import Testing

@Suite("what locks, manifests and Pythons say of each other")
struct ConsistencyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String: String]
    /// `code path:line message`, without the line where there is none.
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ files: [String: String], _ expected: String...) {
      (self.name, self.files, self.expected) = (name, files, expected)
    }
  }

  /// All lockfiles among `files`, compared.
  static func findings(
    _ files: [String: String], images: [(lock: String, statement: PythonStatement)] = []
  ) throws -> [String] {
    var files = files
    // A lock of poetry without its manifest has a finding of its own, which is another test's matter.
    for path in files.keys where path.hasSuffix("poetry.lock") {
      let manifest = path.dropLast("poetry.lock".count) + "pyproject.toml"
      files[String(manifest)] = files[String(manifest)] ?? "[build-system]\n"
    }
    let source = MemorySource(files: files.mapValues { Array($0.utf8) })
    let locks = try LockfileReader.lockfiles(among: Array(files.keys)).map { path in
      try LockfileReader.read(path, bytes: source.bytes(at: path) ?? [], from: source)
    }
    return LockConsistency.findings(in: locks, images: images, source: source).map { finding in
      "\(finding.code) \(finding.path)\(finding.line.map { ":\($0)" } ?? "") \(finding.message)"
    }
  }

  @Test("are compared", arguments: pythons + environments + pairs)
  func compared(_ example: Case) throws {
    let found = try Self.findings(example.files)
    #expect(found == example.expected, "\(found)")
  }

  static func poetry(_ packages: [(String, String)], python: String = ">=3.8") -> String {
    packages.map { "[[package]]\nname = \"\($0.0)\"\nversion = \"\($0.1)\"\nfiles = []\n\n" }.joined()
      + "[metadata]\nlock-version = \"2.1\"\npython-versions = \"\(python)\"\ncontent-hash = \"x\"\n"
  }

  static func pipfileLock(_ packages: [(String, String)], python: String = "") -> String {
    let entries = packages.map { "\"\($0.0)\": {\"version\": \"==\($0.1)\"}" }.joined(separator: ",")
    let requires = python.isEmpty ? "{}" : "{\"python_version\": \"\(python)\"}"
    return "{\"_meta\": {\"pipfile-spec\": 6, \"requires\": \(requires)}, \"default\": {\(entries)}}"
  }

  private static let pythons: [Case] = [
    Case(
      "a pin that the manifest does not allow",
      [
        ".python-version": "3.11.7\n", "requirements.txt": "a==1\n",
        "pyproject.toml": "[project]\nname = 'x'\nrequires-python = '>=3.12'\n",
      ],
      "python.version .python-version:1 3.11.7 does not fit requires-python >=3.12 in pyproject.toml:3"),
    Case(
      "a series of which some release is allowed",
      [
        ".python-version": "3.12\n", "requirements.txt": "a==1\n",
        "pyproject.toml": "[project]\nrequires-python = '>=3.12.4'\n",
      ]),
    Case(
      "a pin above the folder, and poetry's range",
      [
        ".python-version": "3.9\n", "services/api/poetry.lock": poetry([("a", "1")], python: "^3.10"),
        "services/api/pyproject.toml": "[tool.poetry.dependencies]\npython = \"^3.10\"\n",
      ],
      "python.version .python-version:1 3.9 does not fit python ^3.10 in services/api/pyproject.toml:2",
      "python.version services/api/poetry.lock python-versions ^3.10 does not fit 3.9 in .python-version:1"),
    Case(
      "the nearest pin counts",
      [
        ".python-version": "3.9\n", "api/.python-version": "3.11\n", "api/requirements.txt": "a==1\n",
        "api/pyproject.toml": "[project]\nrequires-python = '>=3.10'\n",
      ]),
    Case(
      "a folder of the same beginning is no folder above",
      [
        "api/.python-version": "3.9\n", "api2/requirements.txt": "a==1\n",
        "api2/pyproject.toml": "[project]\nrequires-python = '>=3.10'\n",
      ]),
    Case(
      "a Pipfile and its lock",
      [
        "Pipfile": "[requires]\npython_version = \"3.11\"\n", "Pipfile.lock": pipfileLock([("a", "1")], python: "3.11"),
        ".python-version": "3.12.1\n",
      ],
      "python.version .python-version:1 3.12.1 does not fit python_version 3.11 in Pipfile:2",
      "python.version Pipfile.lock requires:python_version 3.11 does not fit 3.12.1 in .python-version:1"),
    Case(
      "conda's Python, by the range of poetry's lock",
      [
        "environment.yml": "dependencies:\n  - python=3.9\n  - a=1\n",
        "poetry.lock": poetry([("b", "1")], python: "~3.10 || ^3.12"),
      ],
      "python.version poetry.lock python-versions ~3.10 || ^3.12 does not fit python 3.9.* in environment.yml:2"),
    Case(
      "other implementations, other languages and what cannot be read",
      [
        ".python-version": "pypy3.10-7.3.15\n", "requirements.txt": "a==1\n",
        "pyproject.toml": "[project]\nrequires-python = 'whatever'\n",
      ]),
  ]

  private static let environments: [Case] = [
    Case(
      "pip over conda",
      [
        "environment.yml":
          "dependencies:\n  - numpy=1.26.4=py0\n  - scipy=1.11\n  - Torch_Vision=0.1=b\n  - pip:\n    - numpy==2.0.0\n"
          + "    - scipy>=1.12\n    - torch.vision==0.1.0\n"
      ],
      "conda.pip environment.yml:6 pip installs numpy 2.0.0 over numpy 1.26.4, which conda installs in line 2"),
    Case(
      "a range that conda's version is not in, and one it is in",
      ["environment.yml": "dependencies:\n  - a=1.2=x\n  - b=1.2=x\n  - pip:\n    - a>=2\n    - b>=1,<2\n    - c\n"],
      "conda.pip environment.yml:5 pip installs a >=2 over a 1.2, which conda installs in line 2"),
    Case(
      "pytorch is torch on PyPI",
      ["environment.yml": "dependencies:\n  - pytorch=2.1.0=cpu\n  - pip:\n    - torch==2.2.0\n"],
      "conda.pip environment.yml:4 pip installs torch 2.2.0 over pytorch 2.1.0, which conda installs in line 2"),
    Case(
      "a fuzzy version of conda's",
      ["environment.yml": "dependencies:\n  - a=1.2\n  - b=1.2\n  - pip:\n    - a==1.2.9\n    - b==1.3\n"],
      "conda.pip environment.yml:6 pip installs b 1.3 over b 1.2.*, which conda installs in line 3"),
  ]

  private static let pairs: [Case] = [
    Case(
      "an export that is older than its lock",
      [
        "poetry.lock": poetry([("flask", "3.0.2"), ("click", "8.1.7"), ("dev-only", "1")]),
        "requirements.txt": "click==8.1.7\nflask==3.0.0\ngone==1\n",
      ],
      "locks.disagree requirements.txt:2 does not agree with poetry.lock: flask 3.0.0 here and 3.0.2 there, gone 1 is "
        + "only here"),
    Case(
      "versions in two spellings, and a file that only happens to lie there",
      [
        "poetry.lock": poetry([("flask", "3.0"), ("click", "8.1.7")]),
        "requirements.txt": "Flask==3.0.0\n", "docs-requirements.txt": "click==8.1.7\nsphinx==7\nfuro==1\nmyst==2\n",
      ]),
    Case(
      "the locks of two tools",
      [
        "poetry.lock": poetry([("a", "1"), ("b", "2"), ("c", "1")]),
        "Pipfile": "", "Pipfile.lock": pipfileLock([("a", "1"), ("b", "1"), ("d", "4")]),
      ],
      "locks.disagree poetry.lock:6 does not agree with Pipfile.lock: b 2 here and 1 there, c 1 is only here, d 4 is only "
        + "there"),
    Case(
      "locks of one format, of other folders, ranges and constraints",
      [
        "requirements.txt": "a==1\n", "requirements-dev.txt": "a==2\n", "sub/poetry.lock": poetry([("a", "3")]),
        "other/poetry.lock": poetry([("a", "3")]), "other/requirements.txt": "a>=1\n",
        "other/constraints.txt": "b==1\n",
      ]),
    Case(
      "what cannot be read takes no part",
      ["poetry.lock": "[[package]\n", "requirements.txt": "a==1\n"]),
    Case(
      "many differences are counted",
      [
        "poetry.lock": poetry((1...9).map { ("p\($0)", "1") }),
        "requirements.txt": (1...9).map { "p\($0)==2\n" }.joined(),
      ],
      "locks.disagree requirements.txt:1 does not agree with poetry.lock: p1 2 here and 1 there, p2 2 here and 1 there, "
        + "p3 2 here and 1 there, p4 2 here and 1 there, p5 2 here and 1 there and 4 more"),
  ]

  @Test(
    "the names of base images tell their Python",
    arguments: [
      ("docker.io/library/python", "3.11-slim", "3.11"), ("docker.io/library/python", "3.11.7-slim-bookworm", "3.11.7"),
      ("docker.io/library/python", "3-alpine", "3"), ("ghcr.io/astral-sh/uv", "python3.12-bookworm-slim", "3.12"),
      ("public.ecr.aws/lambda/python", "3.13", "3.13"), ("docker.io/library/python", "latest", nil),
      ("mcr.microsoft.com/devcontainers/python", "1-3.11", nil), ("docker.io/library/node", "3.11", nil),
      ("docker.io/library/python", "slim", nil), ("docker.io/library/pypy", "3.10", nil),
    ])
  func images(_ repository: String, _ tag: String, _ version: String?) throws {
    let statement = PythonStatement.image(repository: repository, tag: tag, path: "Dockerfile", line: 1)
    #expect((statement != nil) == (version != nil))
    guard let statement, let version else { return }
    let files = [
      "pyproject.toml": "[project]\nrequires-python = '!=\(version)\(version.utf8.count > 4 ? "" : ".*")'\n",
      "requirements.txt": "a==1\n",
    ]
    let name = repository.split(separator: "/").last ?? ""
    #expect(
      try Self.findings(files, images: [("requirements.txt", statement)]) == [
        "python.version Dockerfile:1 FROM \(name):\(tag) does not fit requires-python "
          + "!=\(version)\(version.utf8.count > 4 ? "" : ".*") in pyproject.toml:2"
      ])
    #expect(try Self.findings(files, images: [("other.txt", statement)]).isEmpty)
  }
}
