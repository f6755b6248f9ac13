import Fingerprints
import Lockfiles
import Testing

@Suite("locks of renv")
struct RenvTests {
  static let commit = String(repeating: "c", count: 40)
  static let hash = String(repeating: "a", count: 32)

  static func text(_ entry: String) -> String {
    """
    {"R": {"Version": "4.2.0", "Repositories": [{"Name": "CRAN", "URL": "https://cran.r-project.org/"},
      {"Name": "Ours", "URL": "https://me:pw@r.example.org"}]}, "Bioconductor": {"Version": "3.15"},
     "Packages": {
      "a": {"Package": "a", "Version": "1.0-1", "Hash": "\(hash)", \(entry)}}}
    """
  }

  @Test(
    "packages come from somewhere",
    arguments: [
      ("\"Source\": \"Repository\", \"Repository\": \"CRAN\"", nil, "hash.weak:4", "B"),
      ("\"Source\": \"CRAN\", \"Repository\": \"CRAN\", \"RemoteSha\": \"1.0-1\"", nil, "hash.weak:4", "B"),
      ("\"Source\": \"Repository\", \"Repository\": \"Ours\"", "https://r.example.org", "hash.weak:4", "B"),
      ("\"Source\": \"Repository\", \"Repository\": \"RSPM\"", "repository:RSPM", "hash.weak:4", "B"),
      ("\"Source\": \"Repository\", \"Repository\": \"https://u:p@r.org/\"", "https://r.org", "hash.weak:4", "B"),
      ("\"Source\": \"Bioconductor\"", "bioconductor", "hash.weak:4", "B"),
      (
        "\"Source\": \"GitHub\", \"RemoteHost\": \"api.github.com\", \"RemoteUsername\": \"o\", \"RemoteRepo\": \"r\", \"RemoteSha\": \"\(commit)\"",
        "git+https://github.com/o/r@\(commit)", "hash.weak:4", "B"
      ),
      (
        "\"Source\": \"GitLab\", \"RemoteUsername\": \"o\", \"RemoteRepo\": \"r\", \"RemoteSha\": \"main\"",
        "git+https://gitlab.com/o/r@main", "unpinned:4", "C"
      ),
      ("\"Source\": \"git\", \"RemoteUrl\": \"https://h/r\"", "git+https://h/r", "unpinned:4", "C"),
      ("\"Source\": \"Local\", \"RemoteUrl\": \"/home/me/a\"", "file:/home/me/a", "unpinned:4", "C"),
      ("\"Source\": \"URL\", \"RemoteUrl\": \"https://h/a.tgz\"", "https://h/a.tgz", "unpinned:4", "C"),
      ("\"Source\": \"unknown\"", "unknown", "unpinned:4", "C"),
    ] as [(String, String?, String, String)])
  func sources(_ entry: String, _ source: String?, _ code: String, _ grade: String) throws {
    let lock = try read("renv.lock", Self.text(entry))
    #expect(lock.packages.map(\.source) == [source])
    #expect(lock.packages.map(\.version) == ["1.0-1"])
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
    #expect(
      lock.facts.map { $0.name + " " + $0.value } == [
        "R 4.2.0", "Bioconductor 3.15", "repository.1 CRAN", "repository.2 Ours",
      ])
    #expect(lock.semantic?.text.contains("pw") == false)
    #expect(lock.verdict == "unknown")
  }

  @Test("a package without hash")
  func bare() throws {
    let lock = try read("renv.lock", "{\"Packages\": {\"a\": {\"Version\": \"1\"}}}")
    #expect(lock.codes == ["hash.missing:1"])
    #expect(lock.pins == ["a==1"])
  }

  @Test("what is no lock is refused", arguments: ["", "[]", "{}", "{\"Packages\": {\"a\": {}}}", "{\"R\": 1}"])
  func refused(_ text: String) throws {
    #expect(try read("renv.lock", text).grade == .unreadable)
  }
}
