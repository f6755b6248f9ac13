import Foundation
import TestSupport
import Testing

@Suite("captures of lockstep layers")
struct LayersCaptureTests {
  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("Dockerfile", "FROM scratch\nCOPY run.sh d /x/\nCOPY l /y\n")
    for path in ["run.sh", "d/a\nb", "d/é"] { try workspace.write(path, "x\n") }
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/l", withDestinationPath: "d")
    try #require(try workspace.shell("chmod 755 . d && cp -a . ../other").status == 0)
    return workspace
  }

  private func capture(_ workspace: Workspace, _ directory: String, _ name: String) throws {
    let result = try workspace.lockstep("layers", "show", directory, "--capture", name)
    let plain = try workspace.lockstep("layers", directory)
    #expect(result.status == 0 && result.output == plain.output)
  }

  @Test(
    "take the place of the states they were made of",
    arguments: [
      "true", "chmod 664 run.sh d/*; chmod 775 d", "echo 2 > run.sh", "rm run.sh; mkdir run.sh", "touch d/new",
      "rm d/é",
      "ln -sfn run.sh l", "printf 'FROM scratch\\nCOPY d /x/\\nCOPY l /y\\n' > Dockerfile", "rm run.sh",
    ])
  func comparison(change: String) throws {
    let workspace = try sample()
    try #require(try workspace.shell("cd ../other && \(change)").status == 0)
    try capture(workspace, ".", "../a.json")
    _ = try workspace.lockstep("layers", "show", "../other", "--capture", "../b.json")
    for flags in [[], ["--json"]] {
      let expected = try workspace.lockstep(arguments: ["layers", "diff", ".", "../other"] + flags)
      #expect(expected.status == (change == "true" ? 0 : 1))
      for pair in [["../a.json", "../b.json"], ["../a.json", "../other"], [".", "../b.json"]] {
        let result = try workspace.lockstep(arguments: ["layers", "diff"] + pair + flags)
        #expect(result.status == expected.status && result.output == expected.output, "\(pair): \(result.errors)")
      }
    }
    // Equal states give equal bytes.
    try capture(workspace, ".", "../again.json")
    let (one, other) = (try workspace.read("../a.json"), try workspace.read("../again.json"))
    #expect(one == other)
  }

  @Test("the difference says what explains it and what makes both equal")
  func explanations() throws {
    let workspace = try sample()
    func output(_ script: String) throws -> String {
      try #require(try workspace.shell("rm -rf ../other; cp -a . ../other; cd ../other && \(script)").status == 0)
      return try workspace.lockstep("layers", "diff", "../other", ".").output
    }
    let umask = try output("chmod 664 run.sh d/*; chmod 775 d")
    #expect(umask.contains("  run.sh: mode 0664 → 0644, nothing else: umask 002 on A\n"), "\(umask)")
    #expect(umask.contains("the umask was 002 on A and 022 on B"))
    #expect(try output("touch d/new").contains("d/new: removed\n  only A has it"))
    let other = try output("printf 'FROM scratch\\nCOPY d /x/\\nCOPY l /y\\n' > Dockerfile")
    #expect(other.hasPrefix("the cache is lost at Dockerfile:2: COPY run.sh d /x/\n"))
    #expect(other.contains("the instruction itself differs: in A it is COPY d /x/ (line 2)\n"), "\(other)")
    #expect(!other.contains("other steps"))
    let more = try output("printf 'FROM scratch\\nCOPY run.sh /n\\nCOPY run.sh d /x/\\nCOPY l /y\\n' > Dockerfile")
    #expect(
      more.contains("COPY run.sh /n\n  only A has this instruction\n") && !more.contains("other steps"), "\(more)")
    #expect(try output("rm run.sh").contains("the build fails here on A: \"/run.sh\": not found"))
  }

  @Test(
    "that are wrong are refused with the file, the key and what to do",
    arguments: [
      ("", "it is no JSON"), ("[]", "no JSON object"), ("{}", "schema: is missing"), ("[[[[", "it is no JSON"),
      (#"{"schema": 1}"#, "schema: has a value of another kind"),
      (#"{"schema": "other/v1"}"#, "is no capture of layers"),
      (#"{"schema": "lockstep-layers/v1"}"#, "without its entries"),
      (#"{"schema": "lockstep-layers-capture/v2"}"#, "update lockstep"),
    ])
  func foreign(text: String, message: String) throws {
    let workspace = try sample()
    try workspace.write("c\u{1B}.json", text)
    let result = try workspace.lockstep("layers", "diff", "c\u{1B}.json", ".")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("USAGE: the capture c\\u{1b}.json: ") && result.errors.contains(message))
    #expect(result.errors.contains("layers show --capture FILE") && result.errors.split(separator: "\n").count == 1)
  }

  @Test(
    "with values that cannot be are refused",
    arguments: [
      ("entries[0].path = '../x'", "entries[0].path: \"../x\" is no path inside"),
      ("entries[1].path = 'd'", "there twice"),
      ("entries[0].path = '/d'", "no path inside"), ("entries[0].path = 'a\\\\q'", "no path inside"),
      ("entries[0].mode = '755'", "entries[0].mode: \"755\" is no mode"), ("entries[0].mode = '9755'", "is no mode"),
      ("entries[0].type = 'door'", "entries[0].type: \"door\""), ("entries[0].size = 1", "is no size of a dir"),
      ("entries[1].size = -1", "entries[1].size: -1 is no size"),
      ("entries[1].size = 1e30", "out of range"), ("steps[0].bytes = -1", "steps[0].bytes: is no count"),
      ("entries[1].sha256 = 'abc'", "entries[1].sha256: \"abc\" is no SHA-256"),
      ("entries[0].sha256 = '\(String(repeating: "a", count: 64))'", "is no SHA-256 of a file"),
      ("entries[1].link = 'x'", "entries[1].link: is not for a file"),
      ("entries[3].link = None", "entries[3].link: is missing"),
      ("steps[0].contentDigest = 'md5:1'", "steps[0].contentDigest: \"md5:1\" is no digest"),
      ("steps[0].contentDigest = None", "one of it and error"), ("steps[0].line = 0", "steps[0].line: is no number"),
      ("steps[0].takes = [[0, 6]]", "steps[0].takes[0]: is no run of the 5 entries"),
      ("steps[0].takes = [[0, 2], [1, 1]]", "steps[0].takes[1]"), ("steps[0].takes = [[-1, 1]]", "steps[0].takes[0]"),
      ("steps[0].takes = [[9223372036854775807, 9223372036854775807]]", "steps[0].takes[0]"),
      ("steps[0].takes = [[0]]", "steps[0].takes[0]"),
      ("steps[0].instruction = 1", "steps[0].instruction: has a value of another"),
    ])
  func invalid(change: String, message: String) throws {
    let workspace = try sample()
    try capture(workspace, ".", "c.json")
    var capture = try #require(
      try JSONSerialization.jsonObject(with: Data(try workspace.read("c.json").utf8)) as? [String: Any])
    #expect(capture["schema"] as? String == "lockstep-layers-capture/v1")
    // `list[index].key = value`, the value in JSON but for its quotation marks.
    let parts = change.components(separatedBy: " = ")
    let path = parts[0].split { "[].".contains($0) }.map(String.init)
    let json = parts[1].replacingOccurrences(of: "'", with: "\"").replacingOccurrences(of: "None", with: "null")
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    var list = try #require(capture[path[0]] as? [[String: Any]])
    list[try #require(Int(path[1]))][path[2]] = value
    capture[path[0]] = list
    try JSONSerialization.data(withJSONObject: capture).write(to: URL(fileURLWithPath: workspace.work + "/c.json"))
    let result = try workspace.lockstep("layers", "diff", ".", "c.json")
    #expect(result.status == 2 && result.errors.contains("the capture c.json: "), "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
