import Foundation
import TestSupport
import Testing

@Suite("selftest")
struct SelfTestTests {
  @Test("finds this build as documented, on the tree that is built in and on another")
  func passes() throws {
    let workspace = try Workspace()
    try workspace.write("a/b.txt", "one\n")
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.shell("mkdir void && ln -s run.sh link")
    let builtIn = try workspace.lockstep("selftest")
    #expect(builtIn.status == 0, "\(builtIn.output)\(builtIn.errors)")
    #expect(builtIn.output.contains("content") && !builtIn.output.contains("WRONG"))
    let json = try workspace.lockstep("selftest", ".", "--json", "--seed", "3")
    #expect(json.status == 0)
    #expect(try json.json()["asDocumented"] as? Bool == true)
  }

  @Test(
    "refuses what is no directory and too many samples",
    arguments: [
      ["selftest", "missing"], ["selftest", "--samples", "0"],
    ])
  func refused(_ arguments: [String]) throws {
    let result = try Workspace().lockstep(arguments: arguments)
    #expect(result.status != 0 && result.status != 1 && result.output.isEmpty)
  }
}
