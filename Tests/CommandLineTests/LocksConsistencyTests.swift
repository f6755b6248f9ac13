import Foundation
import TestSupport
import Testing

@Suite("locks and the builds that install from them")
struct LocksConsistencyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String: String]
    /// `code path:line message`.
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ files: [String: String], _ expected: String...) {
      (self.name, self.files, self.expected) = (name, files, expected)
    }
  }

  private func findings(_ workspace: Workspace, _ arguments: String...) throws -> [String] {
    let result = try workspace.lockstep(arguments: ["locks", "--json"] + arguments)
    let found = try #require(try result.json()["consistency"] as? [[String: Any]], "\(result.errors)")
    return found.map { finding in
      #expect(Set(finding.keys) == ["code", "path", "line", "message"])
      let line = (finding["line"] as? Int).map { ":\($0)" } ?? ""
      return "\(finding["code"] ?? "") \(finding["path"] ?? "")\(line) \(finding["message"] ?? "")"
    }
  }

  private static let pip = "FROM a\nWORKDIR /srv\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n"
  private static let lock =
    "[[package]]\nname = \"a\"\nversion = \"1\"\nfiles = []\n\n[metadata]\nlock-version = \"2.1\"\n"
    + "python-versions = \"*\"\ncontent-hash = \"x\"\n"

  @Test("are told apart", arguments: contexts + pythons)
  func told(_ example: Case) throws {
    let workspace = try Workspace()
    for (path, text) in example.files { try workspace.write(path, text) }
    #expect(try findings(workspace) == example.expected)
    guard Workspace.hasGit else { return }
    try workspace.makeRepository()
    #expect(try findings(workspace, "--rev", "HEAD") == example.expected)
  }

  private static let contexts: [Case] = [
    Case("all is there", ["Dockerfile": pip, "requirements.txt": "a==1\n", ".dockerignore": "*.md\n"]),
    Case(
      "an ignored lock",
      ["api/Dockerfile": pip, "api/requirements.txt": "a==1\n", "api/.dockerignore": "# own\n*.txt\n"],
      "context.ignored api/.dockerignore:2 \"*.txt\" keeps out of the build context: api/requirements.txt; "
        + "api/Dockerfile:4 installs from it"),
    Case(
      "a lock that is not copied, and one that a command writes",
      [
        "Dockerfile": "FROM a\nCOPY src /src\nRUN pip install -r requirements.txt\n", "src/x": "",
        "requirements.txt": "a==1\n",
        "w/Dockerfile": "FROM a\nCOPY x /x\nRUN uv export -o requirements.txt && pip install -r requirements.txt\n",
        "w/x": "", "w/requirements.txt": "a==1\n",
      ],
      "install.not-copied Dockerfile:3 not copied before pip install: requirements.txt; the command reads it"),
    Case(
      "an included file that is not copied, by the context of a Dockerfile below it",
      [
        "docker/web.Dockerfile":
          "FROM a\nCOPY web/requirements.txt .\nRUN pip install -r requirements.txt\nCOPY web .\n",
        "web/requirements.txt": "-r more.txt\na==1\n", "web/more.txt": "b==1\n",
      ],
      "install.not-copied docker/web.Dockerfile:3 not copied before pip install: web/more.txt; the command reads it"),
    Case(
      "poetry's lock beside its manifest",
      [
        "Dockerfile": "FROM a\nCOPY pyproject.toml .\nRUN poetry install --no-root\n", "poetry.lock": lock,
        "pyproject.toml": "",
      ],
      "install.not-copied Dockerfile:3 not copied before poetry install: poetry.lock; the command reads it"),
    Case(
      "a compose file says where the context is, and its ignore file is beside the Dockerfile",
      [
        "compose.yaml": "services:\n  a:\n    build: { context: app, dockerfile: ../docker/app }\n",
        "docker/app": pip, "docker/app.dockerignore": "requirements.txt\n", "app/requirements.txt": "a==1\n",
      ],
      "context.ignored docker/app.dockerignore:1 \"requirements.txt\" keeps out of the build context: "
        + "app/requirements.txt; docker/app:4 installs from it"),
    Case(
      "a Dockerfile in a compose file",
      [
        "compose.yaml":
          "services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM a\n        RUN npm ci\n"
          + "  b: { image: x }\n",
        "requirements.txt": "a==1\n",
      ]),
    Case(
      "what cannot be built is no matter here",
      [
        "Dockerfile": "FROM a\nCOPPY x\nRUN pip install -r requirements.txt\n", "requirements.txt": "a==1\n",
        "b/Dockerfile": pip, "b/.dockerignore": "[\n", "b/requirements.txt": "a==1\n", "compose.yaml": "services: [\n",
      ]),
  ]

  private static let pythons: [Case] = [
    Case(
      "the base image and .python-version",
      [
        "Dockerfile": pip.replacing("FROM a", with: "ARG PYTHON=3.11\nFROM python:${PYTHON}-slim AS base\nFROM base"),
        "requirements.txt": "a==1\n", ".python-version": "3.12\n",
      ],
      "python.version Dockerfile:2 FROM python:3.11-slim does not fit 3.12 in .python-version:1"),
    Case(
      "an argument of the service, and the manifest",
      [
        "compose.yaml": "services:\n  a: { build: { context: ., args: { PYTHON: 3.9-alpine } } }\n",
        "Dockerfile": pip.replacing("FROM a", with: "ARG PYTHON=3.11\nFROM python:${PYTHON}"),
        "requirements.txt": "a==1\n", "pyproject.toml": "[project]\nrequires-python = \">=3.10\"\n",
      ],
      "python.version Dockerfile:2 FROM python:3.9-alpine does not fit requires-python >=3.10 in pyproject.toml:2"),
    Case(
      "an image that nothing is installed on, and one of another project",
      [
        "Dockerfile": "FROM python:3.9\nRUN true\n", "requirements.txt": "a==1\n", ".python-version": "3.12\n",
        "other/Dockerfile": "FROM python:3.9\nCOPY package.json .\nRUN npm ci\n", "other/package.json": "{}",
      ]),
  ]

  @Test("are shown below the table, relative to what was asked about, and can fail")
  func shown() throws {
    let workspace = try Workspace()
    try workspace.write("api/Dockerfile", Self.pip)
    try workspace.write("api/requirements.txt", "a==1\n")
    try workspace.write("api/.dockerignore", "req*\n")
    let result = try workspace.lockstep("locks", "api")
    #expect(result.status == 0)
    #expect(
      result.output.hasSuffix(
        """

        consistency
        .dockerignore:1: "req*" keeps out of the build context: requirements.txt; Dockerfile:4 installs from it [context.ignored]

        """))
    let failed = try workspace.lockstep("locks", "--fail-inconsistent", "--json", "api")
    #expect(failed.status == 1 && failed.errors == "1 thing does not agree\n")
    // Of one file only what it says itself.
    #expect(try findings(workspace, "api/requirements.txt") == [])
  }
}
