import Foundation
import TestSupport
import Testing

@Suite("doctor on a repository")
struct DoctorTests {
  private func problems(_ result: Workspace.Result, _ part: String = "repository") throws -> [String: String] {
    let facts = try #require(try result.json()[part] as? [[String: Any]])
    return Dictionary(
      facts.compactMap { fact in
        (fact["problem"] as? String).flatMap { problem in (fact["name"] as? String).map { ($0, problem) } }
      }, uniquingKeysWith: { one, other in one + "\n" + other })
  }

  @Test("finds nothing in a clean clone")
  func clean() throws {
    let workspace = try CompareTests.project()
    let found = try workspace.lockstep("doctor", "--json")
    #expect(try problems(found).isEmpty, "\(found.output)")
    #expect(try workspace.lockstep("doctor").output.contains("\nthis repository\nok    context"))
    let alone = try workspace.lockstep("doctor", "--no-repository", "--json")
    #expect((try alone.json()["repository"] as? [Any])?.isEmpty == true)
  }

  @Test("names what differs now and what will with the next checkout, each with a fix")
  func repository() throws {
    let workspace = try CompareTests.project()
    try workspace.shell("echo x > notes.db; git config core.autocrlf true; git config core.symlinks false")
    let found = try workspace.lockstep("doctor", "--json")
    #expect(found.status == 1)
    let problems = try problems(found)
    #expect(problems["context"] == "add it to .dockerignore")
    #expect(problems["git.core.autocrlf"]?.contains("core.autocrlf false") == true)
    #expect(problems["git.core.symlinks"]?.contains("core.symlinks true") == true)
    #expect(try found.json()["healthy"] as? Bool == false)
    let text = try workspace.lockstep("doctor")
    #expect(
      text.output.contains("MEND  context               1 untracked file reaches the image: notes.db\n      → add it"))
    try workspace.shell("rm notes.db; git config core.autocrlf false; git config core.symlinks true")
    #expect(try self.problems(workspace.lockstep("doctor", "--json")).isEmpty)
  }

  @Test("holds an environment against lockfile, pin and base image, without running it")
  func python() throws {
    let workspace = try CompareTests.project()
    try workspace.write("requirements.txt", "requests==2.31.0\nidna==3.4\nurllib3==2.0.7\n")
    try workspace.write(".python-version", "3.12\n")
    try workspace.write(
      "Dockerfile", "FROM python:3.12-slim\nCOPY . .\nRUN pip install -r requirements.txt\n")
    try workspace.shell("printf 'env\\n' >> .dockerignore; git add -A; git commit -qm py")
    try workspace.write("env/pyvenv.cfg", "home = /usr/bin\nversion = 3.11.7\n")
    let site = "env/lib/python3.11/site-packages"
    try workspace.write(
      "\(site)/requests-2.32.0.dist-info/METADATA",
      "Metadata-Version: 2.1\nName: requests\nVersion: 2.32.0\n\nName: no\n")
    try workspace.write("\(site)/idna-3.4.dist-info/METADATA", "Name: IDNA\nVersion: 3.4\n")
    try workspace.write("\(site)/left_over.egg-info/PKG-INFO", "Name: left.over\nVersion: 1.0\n")
    try workspace.write("\(site)/pip-23.0.dist-info/METADATA", "Name: pip\nVersion: 23.0\n")
    // Running any of it would leave a trace.
    try workspace.write("env/bin/python3", "#!/bin/sh\ntouch \(workspace.work)/ran\n", mode: 0o755)
    let environment = ["VIRTUAL_ENV": workspace.work + "/env", "PATH": workspace.work + "/env/bin:/usr/bin:/bin"]
    let found = try workspace.lockstep("doctor", "--json", environment: environment)
    #expect(found.status == 1)
    #expect(!workspace.exists("ran"))
    let said = try #require(try problems(found)["python"])
    #expect(said.contains("install from the lockfile"))
    let text = try workspace.lockstep("doctor", environment: environment).output
    for line in [
      "1 package is installed in another version than requirements.txt has: requests 2.32.0 (locked 2.31.0)",
      "1 package of requirements.txt is not installed: urllib3 2.0.7",
      "1 package is installed that requirements.txt does not have: left-over 1.0",
      "Python 3.11.7 is in use, and .python-version:1 asks for",
      "Python 3.11.7 is in use, and Dockerfile:1 asks for FROM python:3.12-slim",
    ] { #expect(text.contains(line), "\(line) is not in \(text)") }
    let compared = try workspace.lockstep("compare", environment: environment)
    #expect(
      compared.output.contains(
        "note: 1 package of requirements.txt is not installed: urllib3 2.0.7; install from the lockfile"))
    // An environment in the project counts without being active.
    try workspace.shell("mv env .venv; printf '.venv\\n' >> .dockerignore; git commit -qam i")
    #expect(try workspace.lockstep("doctor").output.contains("urllib3 2.0.7"))
    let capture = try workspace.lockstep("capture").json()
    let python = try #require(capture["python"] as? [String: Any])
    #expect(python["environment"] as? String == "venv")
    #expect((python["missing"] as? [[String: String]])?.map { $0["name"] } == ["urllib3"])
    // The remedy: what the lockfile says is what is there.
    try workspace.shell(
      "cd .venv/lib/python3.11/site-packages; sed -i s/2.32.0/2.31.0/ requests*/METADATA; rm -r left*; mkdir u.dist-info; printf 'Name: urllib3\\nVersion: 2.0.7\\n' > u.dist-info/METADATA; sed -i 's/3.11.7/3.12.1/' ../../../pyvenv.cfg"
    )
    let mended = try problems(workspace.lockstep("doctor", "--json"))
    #expect(mended.isEmpty, "\(mended)")
  }

  @Test("holds node_modules against the lockfile")
  func node() throws {
    let workspace = try CompareTests.project()
    func lock(_ packages: String, hidden: Bool) -> String {
      "{\"name\":\"x\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\(hidden ? "" : "\"\":{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{\"a\":\"1\",\"b\":\"1\"}},")\(packages)}}"
    }
    func package(_ name: String, _ version: String) -> String {
      "\"node_modules/\(name)\":{\"version\":\"\(version)\",\"resolved\":\"https://registry.npmjs.org/\(name)/-/\(name)-\(version).tgz\",\"integrity\":\"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\"}"
    }
    try workspace.write(
      "package.json", "{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{\"a\":\"1\",\"b\":\"1\"}}\n")
    try workspace.write("package-lock.json", lock(package("a", "1.0.0") + "," + package("b", "1.0.0"), hidden: false))
    try workspace.write(".dockerignore", ".git\nnode_modules\n")
    try workspace.shell("git add -A; git commit -qm n")
    try workspace.write(
      "node_modules/.package-lock.json", lock(package("a", "1.2.0") + "," + package("c", "3.0.0"), hidden: true))
    let found = try workspace.lockstep("doctor")
    for line in [
      "1 package is installed in another version than package-lock.json has: a 1.2.0 (locked 1.0.0)",
      "1 package of package-lock.json is not installed: b 1.0.0",
      "1 package is installed that package-lock.json does not have: c 3.0.0", "→ npm ci",
    ] { #expect(found.output.contains(line), "\(line) is not in \(found.output)") }
    try workspace.write(
      "node_modules/.package-lock.json", lock(package("a", "1.0.0") + "," + package("b", "1.0.0"), hidden: true))
    #expect(try problems(workspace.lockstep("doctor", "--json")).isEmpty)
  }
}
