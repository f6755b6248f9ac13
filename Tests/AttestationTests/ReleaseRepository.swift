import Foundation
import TestSupport
import Testing

/// Whether the programs are there whose keys and signatures are used; Debian's packages openssl, openssh-client, gpg, gpgv.
enum Programs {
  static func has(_ name: String) -> Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name) }
}

/// A repository with an annotated and a lightweight tag, a key in PEM, and its public half.
func makeRelease() throws -> Workspace {
  let workspace = try Workspace()
  try workspace.write("repo/Dockerfile", "FROM scratch\nCOPY a /\n")
  try workspace.write("repo/a", "text\n")
  let script = """
    cd repo && git init -q -b main . && git add -A && git commit -q -m c && git tag -a rel/v1 -m one && git tag light
    echo more >>a && git commit -q -am d && git tag -a v2 -m two && cd ..
    openssl genpkey -algorithm ed25519 -out ed.pem && openssl pkey -in ed.pem -pubout -out ed.pub
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem && openssl pkey -in ec.pem -pubout -out ec.pub
    """
  let result = try workspace.shell(script)
  try #require(result.status == 0, "\(result.errors)")
  return workspace
}

/// The lines of shell that docs/attestations.md has below a heading.
func documented(_ heading: String, line: Int) throws -> String {
  let text = try String(contentsOfFile: Workspace.project + "/docs/attestations.md", encoding: .utf8)
  let section = try #require(text.components(separatedBy: "\n### \(heading)\n").dropFirst().first)
  let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
  let lines = try #require(block.components(separatedBy: "```").first)
  return "set -e\n" + lines.replacing("LINE=1", with: "LINE=\(line)")
}
