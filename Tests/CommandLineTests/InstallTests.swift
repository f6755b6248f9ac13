import Foundation
import TestSupport
import Testing

@Suite("installations of dependencies, in lockstep layers")
struct InstallTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let dockerfile: String
    /// `tool: inputs copied | missing | unrelated files`, one for each installation.
    let expected: [String]
    var testDescription: String { dockerfile }

    init(_ dockerfile: String, _ expected: String...) { (self.dockerfile, self.expected) = (dockerfile, expected) }
  }

  private static let files = [
    "requirements.txt": "-r reqs/common.txt\nflask==3.0.0\n", "reqs/common.txt": "-c ../constraints.txt\nattrs==1\n",
    "constraints.txt": "six==1\n", "dev.txt": "-e ./lib\n", "pyproject.toml": "", "poetry.lock": "", "uv.lock": "",
    "lib/setup.py": "", "src/main.py": "", "README.md": "", "Pipfile": "", "Pipfile.lock": "", "env.yml": "",
    "web/package.json": "", "web/package-lock.json": "", "web/app.js": "", "go.mod": "", "go.sum": "",
    "Dockerfile": "",
  ]

  @Test("what is given to each, what is missing and what is unrelated", arguments: python + others + images)
  func installs(_ example: Case) throws {
    let workspace = try Workspace()
    for (path, text) in Self.files { try workspace.write(path, text) }
    try workspace.write("Dockerfile", example.dockerfile)
    let result = try workspace.lockstep("layers", "--json")
    let installs = try #require(try result.json()["installs"] as? [[String: Any]], "\(result.errors)")
    let found = try installs.map { install in
      let inputs = try #require(install["inputs"] as? [[String: Any]])
      let copied = inputs.filter { $0["copied"] as? Bool == true }.compactMap { $0["path"] as? String }
      let missing = try #require(install["missing"] as? [String])
      let unrelated = try #require(install["unrelatedFiles"] as? [String: Any])
      let steps = try #require(unrelated["steps"] as? [[String: Int]])
      #expect(steps.reduce(0) { $0 + ($1["files"] ?? 0) } == unrelated["count"] as? Int)
      #expect((unrelated["files"] as? [Any])?.count == min(20, unrelated["count"] as? Int ?? -1))
      return "\(install["tool"] ?? ""): \(copied.joined(separator: " ")) | \(missing.joined(separator: " ")) | "
        + "\(unrelated["count"] ?? "")"
    }
    #expect(found == example.expected)
  }

  private static let all = files.count

  private static let python: [Case] = [
    Case(
      "FROM a\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n",
      "pip install: requirements.txt reqs/common.txt constraints.txt |  | \(all - 3)"),
    Case(
      "FROM a\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n",
      "pip install: requirements.txt | reqs/common.txt | 0"),
    Case(
      "FROM a\nWORKDIR /app\nCOPY requirements.txt constraints.txt ./\nCOPY reqs reqs/\nRUN pip install -r requirements.txt\n",
      "pip install: requirements.txt reqs/common.txt constraints.txt |  | 0"),
    Case(
      "FROM a\nCOPY requirements.txt /tmp/r.txt\nCOPY src /src\nRUN python -m pip install --requirement=/tmp/r.txt\n",
      "pip install: requirements.txt | reqs/common.txt | 1"),
    Case("FROM a\nCOPY . /x\nRUN pip install -r requirements.txt\n", "pip install:  | requirements.txt | \(all)"),
    Case("FROM a\nCOPY src /src\nRUN pip-compile -o r.txt && pip install -r r.txt\n", "pip install: r.txt |  | 1"),
    Case("FROM a\nCOPY . .\nRUN pip install .\n", "pip install:  |  | 0"),
    Case("FROM a\nCOPY . .\nRUN pip install -e ./lib\n", "pip install:  |  | \(all - 1)"),
    Case("FROM a\nCOPY dev.txt .\nCOPY lib lib\nRUN pip install -r dev.txt\n", "pip install: dev.txt |  | 0"),
    Case("FROM a\nCOPY src /src\nRUN pip install flask==3\n", "pip install:  |  | 1"),
    Case(
      "FROM a\nRUN --mount=type=bind,source=poetry.lock,target=poetry.lock "
        + "--mount=type=bind,source=pyproject.toml,target=pyproject.toml poetry install --no-root\n",
      "poetry install: pyproject.toml poetry.lock |  | 0"),
    Case(
      "FROM a\nCOPY pyproject.toml .\nRUN poetry install --no-root\n",
      "poetry install: pyproject.toml | poetry.lock | 0"),
    Case("FROM a\nCOPY . .\nRUN poetry install\n", "poetry install: pyproject.toml poetry.lock |  | 0"),
    Case(
      "FROM a\nCOPY pyproject.toml uv.lock src .\nRUN uv sync --locked --no-install-project\n",
      "uv sync: pyproject.toml uv.lock |  | 1"),
    Case(
      "FROM a\nCOPY Pipfile* .\nRUN pipenv install --system --deploy\n", "pipenv install: Pipfile Pipfile.lock |  | 0"),
    Case("FROM a\nCOPY env.yml README.md /\nRUN conda env create -f /env.yml\n", "conda env create: env.yml |  | 1"),
    Case("FROM a\nCOPY pyproject.toml .\nRUN pdm install --no-self\n", "pdm install: pyproject.toml |  | 0"),
  ]

  private static let others: [Case] = [
    Case(
      "FROM a\nWORKDIR /w\nCOPY web/package*.json .\nRUN npm ci\n",
      "npm ci: web/package.json web/package-lock.json |  | 0"),
    Case("FROM a\nCOPY web /web\nRUN cd /web && npm ci\n", "npm ci: web/package.json web/package-lock.json |  | 1"),
    Case("FROM a\nCOPY web /web\nRUN npm --prefix /web ci\n", "npm ci: web/package.json web/package-lock.json |  | 1"),
    Case(
      "FROM a\nCOPY --parents web/package*.json /\nRUN cd web && npm install\n",
      "npm install: web/package.json web/package-lock.json |  | 0"),
    Case("FROM a\nCOPY go.mod go.sum ./\nRUN go mod download\n", "go mod download: go.mod go.sum |  | 0"),
    Case(
      "FROM a\nCOPY . .\nRUN apt-get update && apt-get install -y curl && pip install -r requirements.txt\n",
      "apt-get install:  |  | \(all)", "pip install: requirements.txt reqs/common.txt constraints.txt |  | \(all - 3)"),
    Case("FROM a\nRUN apt-get install -y curl\n", "apt-get install:  |  | 0"),
    Case("FROM a\nRUN echo npm ci; npm install -g pnpm\n"),
  ]

  private static let images: [Case] = [
    Case(
      "FROM a AS base\nWORKDIR /app\nCOPY src src\nFROM base\nCOPY go.mod go.sum ./\nRUN go mod download\n",
      "go mod download: go.mod go.sum |  | 1"),
    Case(
      "FROM a AS files\nCOPY go.mod go.sum README.md /f/\nFROM a\nWORKDIR /g\nCOPY --from=files /f/go.mod /f/go.sum ./\nRUN go mod download\n",
      "go mod download: go.mod go.sum |  | 1"),
    Case(
      "FROM a AS files\nRUN make /f/requirements.txt\nFROM a\nCOPY --from=files /f/requirements.txt .\nRUN pip install -r requirements.txt\n",
      "pip install: /requirements.txt |  | 0"),
    Case(
      "FROM a AS base\nONBUILD COPY requirements.txt constraints.txt reqs/common.txt README.md /a/\nONBUILD RUN cd /a; pip install -r requirements.txt\nFROM base\n",
      "pip install: requirements.txt | reqs/common.txt | 3"),
    Case("FROM a AS x\nCOPY . .\nRUN npm ci\nFROM a\nRUN apk add git\n", "apk add:  |  | 0"),
  ]

  @Test("the text says what to do")
  func text() throws {
    let workspace = try Workspace()
    for name in ["requirements.txt", "a.py", "b\u{1B}.py"] { try workspace.write(name, "x\n") }
    func output(_ dockerfile: String) throws -> [String] {
      try workspace.write("Dockerfile", "FROM a\n" + dockerfile)
      return try workspace.lockstep("layers").output.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("RUN ")
      }
    }
    #expect(
      try output("COPY . .\nRUN apt-get install -y git\nRUN pip install -r requirements.txt\n") == [
        "RUN apt-get install -y git (line 3): 4 unrelated files are copied before it (line 2): any change to them installs "
          + "again; install before line 2",
        "RUN pip install -r requirements.txt (line 4): requirements.txt is copied before it (line 2), together with 3 "
          + "unrelated files: any change to them installs again; copy requirements.txt first",
      ])
    #expect(
      try output("COPY requirements.txt .\nRUN pip install -r requirements.txt\n") == [
        "RUN pip install -r requirements.txt (line 3): requirements.txt is copied before it (line 2)"
      ])
    #expect(
      try output("COPY a.py .\nRUN pip install -r requirements.txt\n") == [
        "RUN pip install -r requirements.txt (line 3): 1 unrelated file is copied before it (line 2): any change to it "
          + "installs again; install before line 2; requirements.txt is not copied before it"
      ])
    #expect(try output("RUN apk add git\n") == ["RUN apk add git (line 2): nothing is copied before it"])
  }
}
