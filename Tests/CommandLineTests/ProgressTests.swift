import Foundation
import TestSupport
import Testing

@Suite("progress of a run")
struct ProgressTests {
  private static let hasPython = (try? Workspace().shell("python3 -c 'import pty, termios'").status) == 0

  private func suite() throws -> Workspace {
    let workspace = try Workspace()
    for number in 0..<6 {
      try workspace.write(
        "Scenarios/s\(number).yml",
        """
        schemaVersion: 1
        name: number-\(number)-\(String(repeating: "x", count: 60))
        record: false
        repo: { synthetic: { commits: [{ files: { a: b } }] } }
        vary: { runs: 2 }
        expect: { contains: [\(number == 3 ? "missing" : "a")] }
        """)
    }
    return workspace
  }

  @Test("-q prints what failed and the summary, and nothing to standard error")
  func quiet() throws {
    let workspace = try suite()
    let result = try workspace.lockstep("run", "-q")
    #expect(result.status == 1 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("FAILED") && !result.output.contains("number-0"))
    #expect(result.output.contains("6 scenarios, 12 runs"))
    #expect(try workspace.lockstep("run", "-q", "-v").status == 2)
    let plain = try workspace.lockstep("run")
    #expect(plain.errors.isEmpty && !plain.output.contains("\u{1B}") && plain.output.contains("number-5"))
  }

  @Test("--summary is one line: verdict, counts, causes; the same each time, and in a file")
  func summary() throws {
    let workspace = try suite()
    let result = try workspace.lockstep("run", "--summary", "-")
    let line = "lockstep: FAILED: 6 scenarios: 5 as expected, 1 failed; 1 × expect.contains\n"
    #expect(result.output.hasSuffix("\n" + line), "\(result.output)")
    #expect(try workspace.lockstep("run", "--json", "--summary", "line.txt").status == 1)
    #expect(try workspace.read("line.txt") == line)
    #expect(try workspace.lockstep("run", "--json", "--summary", "-").status == 2)
  }

  @Test(
    "on a terminal a block shows what runs, keeps to the width, and is gone at the end",
    .enabled(if: hasPython, "needs Python"), arguments: [20, 80, 200])
  func terminal(width: Int) throws {
    let workspace = try suite()
    try workspace.write(
      "drive.py",
      """
      import fcntl, os, pty, struct, sys, termios
      width, tool = int(sys.argv[1]), sys.argv[2]
      child, terminal = pty.fork()
      if child == 0:
          os.environ["TERM"] = "xterm"
          import time; time.sleep(0.3)
          os.execv(tool, [tool, "run", "-j", "2", "--color", "never"])
      fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
      out = b""
      while True:
          try: piece = os.read(terminal, 65536)
          except OSError: break
          if not piece: break
          out += piece
      os.waitpid(child, 0)
      sys.stdout.buffer.write(out)
      """)
    let output = try workspace.shell("python3 drive.py \(width) '\(Workspace.tool)'").output
    #expect(output.contains("\u{1B}[J"))
    let blocks = output.components(separatedBy: "\u{1B}[J").filter { $0.contains("scenarios,") || $0.contains("/6") }
    let shown = blocks.flatMap { $0.components(separatedBy: "\r\n") }.filter { $0.hasPrefix("  number-") }
    #expect(!shown.isEmpty && shown.allSatisfy { $0.prefix { $0 != "\r" }.count < width }, "\(output.debugDescription)")
    let last = output.components(separatedBy: "\u{1B}[J").last ?? ""
    #expect(last.contains("6 scenarios, 12 runs"), "\(last)")
  }
}
