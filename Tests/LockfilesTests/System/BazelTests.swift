import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Bazel")
struct BazelTests {
  static let (a, b) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))

  static let lock = """
    {
      "lockFileVersion": 13,
      "registryFileHashes": {
        "https://bcr.bazel.build/bazel_registry.json": "\(a)",
        "https://bcr.bazel.build/modules/rules_cc/0.0.8/MODULE.bazel": "\(a)",
        "https://bcr.bazel.build/modules/rules_cc/0.0.9/MODULE.bazel": "\(a)",
        "https://bcr.bazel.build/modules/rules_cc/0.0.9/source.json": "\(b)",
        "https://mirror.example.org/modules/rules_cc/0.0.9/MODULE.bazel": "not found",
        "https://old.example.org/modules/rules_cc/0.0.9/MODULE.bazel": null
      },
      "selectedYankedVersions": {},
      "moduleExtensions": {
        "//:x.bzl%x": {
          "general": {
            "bzlTransitiveDigest": "d",
            "generatedRepoSpecs": {
              "r": {"repoRuleId": "@@bazel_tools//:http.bzl%http_archive", "attributes": {"sha256": "\(a)", "url": "u"}}
            }
          }
        }
      }
    }
    """

  @Test("MODULE.bazel.lock")
  func lockfile() throws {
    let lock = try read("MODULE.bazel.lock", Self.lock)
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(lock.formatVersion == "13")
    #expect(lock.pins == ["rules_cc==0.0.9"])
    #expect(lock.packages.first?.artifacts.map(\.name) == ["MODULE.bazel", "source.json"])
    #expect(lock.packages.first?.line == 7)
    #expect(
      lock.facts.filter { $0.name == "registry-file" }.map { "\($0.value.prefix(9)) \($0.source ?? "")" } == [
        "sha256:aa https://bcr.bazel.build/bazel_registry.json",
        "sha256:aa https://bcr.bazel.build/modules/rules_cc/0.0.8/MODULE.bazel",
        "not found https://mirror.example.org/modules/rules_cc/0.0.9/MODULE.bazel",
        "not found https://old.example.org/modules/rules_cc/0.0.9/MODULE.bazel",
      ])
  }

  @Test(
    "what counts and what does not",
    arguments: [
      ("\"lockFileVersion\": 13", "\"lockFileVersion\": 11", true), ("\n", "\r\n", true), ("\n", " ", true),
      ("\"sha256\": \"\(a)\", \"url\": \"u\"", "\"url\": \"u\", \"sha256\": \"\(a)\"", true),
      ("source.json\": \"\(b)", "source.json\": \"\(a)", false), ("0.0.8", "0.0.7", false),
      ("\"url\": \"u\"", "\"url\": \"v\"", false),
      ("\"general\"", "\"os:linux\"", false), ("\"d\"", "\"e\"", false), ("null", "\"\(a)\"", false),
      ("\"selectedYankedVersions\": {}", "\"selectedYankedVersions\": {\"x@1\": \"bad\"}", false),
      ("\"selectedYankedVersions\": {}", "\"selectedYankedVersions\": {}, \"facts\": {\"x\": 1}", false),
      ("\"selectedYankedVersions\": {}", "\"selectedYankedVersions\": {}, \"facts\": {}", true),
    ])
  func twins(_ old: String, _ new: String, _ isCosmetic: Bool) throws {
    let other = try read("MODULE.bazel.lock", Self.lock.replacing(old, with: new))
    #expect(other.grade != .unreadable, "\(other.findings)")
    let same = try other.semantic?.digest == read("MODULE.bazel.lock", Self.lock).semantic?.digest
    #expect(same == isCosmetic)
  }

  @Test(
    "what is refused or graded down",
    arguments: [
      ("\"lockFileVersion\": 13,", "", "version.unsupported", "U"), ("13", "\"13\"", "version.unsupported:2", "U"),
      ("13", "99", "version.newer:2", "A"), ("\(b)", "zz", "hash.invalid:7", "U"), ("null", "1", "hash.invalid:9", "U"),
      ("\"sha256\": \"\(a)\", ", "", "hash.missing:17", "B"), ("http_archive", "git_repository", "unpinned:17", "C"),
      ("\"selectedYankedVersions\": {}", "\"selectedYankedVersions\": {\"x@1\": \"bad\"}", "yanked:11", "A"),
      ("{", "[", "syntax:2", "U"),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    let lock = try read("MODULE.bazel.lock", Self.lock.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.findings)")
    #expect(lock.grade.rawValue == grade)
  }

  @Test(
    "freshness by the versions that are asked for",
    arguments: [
      ("bazel_dep(name = \"rules_cc\", version = \"0.0.9\")", "fresh", ""), ("", "fresh", ""),
      ("bazel_dep(name = 'rules_cc', version = r\"0.0.8\", dev_dependency = True) # x", "fresh", ""),
      ("bazel_dep(\"rules_cc\", \"0.0.10\")", "stale", "rules_cc 0.0.10 is not locked"),
      (
        "\"\"\"doc (\n\"\"\"\nmodule(name = \"x\")\nbazel_dep(name = \"y\", version = \"1\")", "stale",
        "y 1 is not locked"
      ),
      (
        "bazel_dep(name = \"rules_cc\", version = \"9\")\n"
          + "single_version_override(module_name = \"rules_cc\", version = \"0.0.9\")",
        "fresh", ""
      ),
      ("bazel_dep(name = \"y\")\ngit_override(module_name = \"y\", remote = \"r\", commit = \"c\")", "fresh", ""),
      ("bazel_dep(name = \"y\", version = \"1\")\nlocal_path_override(module_name = \"y\", path = \"p\")", "fresh", ""),
      ("bazel_dep(name = NAME, version = \"1\")", "unknown", ""), ("bazel_dep(name = \"a\" + \"b\")", "unknown", ""),
      ("bazel_dep(", "unknown", ""), ("\"x", "unknown", ""),
      ("include(\"//sub:more.MODULE.bazel\")", "stale", "z 2 is not locked"),
      ("include(\"//sub:none.MODULE.bazel\")", "unknown", ""), ("include(\"@other//:x.MODULE.bazel\")", "unknown", ""),
      (
        "x = use_extension(\"//:x.bzl\", \"bazel_dep\")\nx.tag(name = [f(1), {\"a\": (2)}])\n[y for y in z]", "fresh",
        ""
      ),
    ])
  func freshness(_ manifest: String, _ verdict: String, _ change: String) throws {
    let more = "bazel_dep(name = \"z\", version = \"2\")\ninclude(\"//sub:more.MODULE.bazel\")\n"
    let lock = try read(
      "MODULE.bazel.lock", Self.lock, others: ["MODULE.bazel": manifest, "sub/more.MODULE.bazel": more])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    #expect(lock.freshness.changes == (change.isEmpty ? [] : [change]))
    if manifest.contains("more.MODULE") {
      #expect(lock.references.map(\.path) == ["MODULE.bazel", "sub/more.MODULE.bazel"])
    }
  }

  /// What Bazel 7.0 writes where there is no MODULE.bazel, and the digest of it that its locks have.
  static let generated = """
    ###############################################################################
    # Bazel now uses Bzlmod by default to manage external dependencies.
    # Please consider migrating your external dependencies from WORKSPACE to MODULE.bazel.
    #
    # For more details, please check https://github.com/bazelbuild/bazel/issues/18958
    ###############################################################################

    """

  static let graph = """
    {"lockFileVersion": 3, "moduleFileHash": "0e3e315145ac7ee7a4e0ac825e1c5e03c068ec1254dd42c3caaecb27e921dc4d",
     "flags": {"cmdRegistries": []}, "moduleDepGraph": {
      "<root>": {"name": "", "version": ""},
      "bazel_tools@_": {"name": "bazel_tools", "version": ""},
      "rules_cc@0.0.9": {"name": "rules_cc", "version": "0.0.9", "repoSpec": {"ruleClassName": "http_archive",
        "attributes": {"integrity": "sha256-\(String(repeating: "A", count: 43))="}}},
      "g@_": {"name": "g", "version": "", "repoSpec": {"bzlFile": "git.bzl", "ruleClassName": "git_repository",
        "attributes": {"remote": "https://me:pw@h/g", "commit": "\(String(repeating: "c", count: 40))"}}},
      "l@_": {"name": "l", "version": "",
        "repoSpec": {"ruleClassName": "local_repository", "attributes": {"path": "l"}}}
     },
     "moduleExtensions": {"//:x.bzl%x": {"bzlTransitiveDigest": "d", "generatedRepoSpecs": {}}}}
    """

  @Test("locks before Bazel 7.2 have the graph and the hash of MODULE.bazel")
  func graphs() throws {
    let lock = try read("MODULE.bazel.lock", Self.graph, others: ["MODULE.bazel": Self.generated])
    #expect(lock.pins == ["rules_cc==0.0.9", "g", "l"])
    #expect(lock.packages[1].source == "git+https://h/g@" + String(repeating: "c", count: 40))
    #expect(lock.codes == ["path.local:9"])
    #expect(lock.grade == .b)
    #expect(lock.freshness.summary == "moduleFileHash by the rule of bazel 7.0, 7.1")
    #expect(lock.references.map(\.path) == ["MODULE.bazel", "l"])
    let changed = try read(
      "MODULE.bazel.lock", Self.graph,
      others: ["MODULE.bazel": "bazel_dep(name = \"rules_cc\")\nbazel_dep(name = \"n\", version = \"1\")"])
    #expect(changed.freshness.changes == ["n is not locked"])
    #expect(changed.verdict == "stale")
  }

  @Test(
    "modules of the graph are graded",
    arguments: [
      ("\"integrity\"", "\"other\"", "hash.missing:5", "B"), ("\"commit\": \"c", "\"tag\": \"c", "unpinned:7", "C"),
      ("\"path\": \"l\"", "\"path\": \"../l\"", "unpinned:9", "C"),
    ])
  func graphFindings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    let lock = try read("MODULE.bazel.lock", Self.graph.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.findings)")
    #expect(lock.grade.rawValue == grade)
  }
}
