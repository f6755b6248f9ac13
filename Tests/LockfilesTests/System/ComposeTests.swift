import Fingerprints
import Lockfiles
import Testing

@Suite("compose files as locks")
struct ComposeTests {
  static let digest = "sha256:" + String(repeating: "a", count: 64)

  @Test(
    "images of services",
    arguments: [
      ("services: {a: {image: \"redis@\(digest)\"}}", ["docker.io/library/redis"], "A", []),
      ("services:\n  a:\n    image: redis:7\n", ["docker.io/library/redis==7"], "B", ["hash.missing:3"]),
      ("services:\n  a:\n    image: redis\n", ["docker.io/library/redislatest"], "C", ["unpinned:3"]),
      ("services:\n  a:\n    image: redis:${V:-7}\n", ["docker.io/library/redis==7"], "B", ["hash.missing:3"]),
      ("services:\n  a:\n    image: redis:${V}\n", ["docker.io/library/redis${V}"], "C", ["unpinned:3"]),
      ("services:\n  a:\n    image: redis:${V:?set V}\n", ["docker.io/library/redis${V}"], "C", ["unpinned:3"]),
      ("services:\n  a:\n    image: redis:$V\n", ["docker.io/library/redis${V}"], "C", ["unpinned:3"]),
      ("services:\n  a:\n    image: ${V:-}\n", [], "C", ["unpinned:3"]),
      ("services:\n  a:\n    image: redis:${V}@\(digest)\n", ["docker.io/library/redis==${V}"], "A", []),
      ("services: {a: {build: ., image: \"x:1\"}}", [], "A", []),
      ("services: {a: {build: ., image: \"x:1\"}, b: {image: \"x:1\"}}", [], "A", []),
      (
        "x-a: &a\n  image: redis:7\nservices:\n  a:\n    <<: *a\n  b:\n    <<: *a\n    image: redis:8\n",
        ["docker.io/library/redis==7", "docker.io/library/redis==8"], "B", ["hash.missing:2", "hash.missing:8"]
      ),
      (
        "services:\n  a:\n    extends: b\n  b:\n    image: redis:7\n", ["docker.io/library/redis==7"], "B",
        ["hash.missing:5", "hash.missing:5"]
      ),
      (
        "services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n"
          + "        x: docker-image://alpine:3.20\n",
        ["docker.io/library/alpine==3.20"], "B", ["hash.missing:6"]
      ),
      (
        "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM alpine:3.20\n"
          + "        COPY --from=x:1 a b\n",
        ["docker.io/library/alpine==3.20", "docker.io/library/x==1"], "B", ["hash.missing:4", "hash.missing:4"]
      ),
      (
        "services:\n  a:\n    build:\n      additional_contexts: {alpine: docker-image://alpine@\(digest)}\n"
          + "      args: {V: 1}\n      dockerfile_inline: |\n        ARG V\n        FROM alpine\n        FROM x:$V\n",
        ["docker.io/library/alpine", "docker.io/library/x==1"], "B", ["hash.missing:6"]
      ),
      ("services: {a: {image: \"A B\"}}", [], "U", ["syntax:1"]),
      ("services: {a: {build: {dockerfile_inline: RUN x}}}", [], "U", ["syntax:1"]),
      ("services: {}", [], "U", ["syntax"]),
      ("web:\n  image: redis:7\n", [], "U", ["syntax"]), ("services: [a]", [], "U", ["syntax:1"]),
      ("services:\n  a: {image: x:1}\n  a: {image: y:1}", [], "U", ["syntax:3"]), ("a: [", [], "U", ["syntax:1"]),
      ("services: {a: {image: !x y}}", [], "U", ["syntax:1"]),
      (
        "services:\n  a:\n    extends: {service: b, file: no.yml}\n  c: {image: \"x@\(digest)\"}\n",
        ["docker.io/library/x"], "U", ["include.missing:3"]
      ),
      (
        "include: [no.yml]\nservices: {a: {image: \"x@\(digest)\"}}\n", ["docker.io/library/x"], "U",
        ["include.missing:1"]
      ),
      (
        "include: [\"https://github.com/a/b.git\"]\nservices: {a: {image: \"x@\(digest)\"}}\n", ["docker.io/library/x"],
        "U", ["include.missing:1"]
      ),
    ] as [(String, [String], String, [String])])
  func images(_ text: String, _ pins: [String], _ grade: String, _ codes: [String]) throws {
    let lock = try read("a/compose.yaml", text)
    #expect(lock.pins == pins)
    #expect(lock.grade.rawValue == grade)
    #expect(lock.codes == codes, "\(lock.findings)")
  }

  @Test("what is included and extended counts, with its place; the project's variables do, too")
  func files() throws {
    let lock = try read(
      "a/compose.yaml", "include: [more/db.yml]\nservices:\n  web:\n    extends: {service: base, file: ../base.yml}\n",
      others: [
        "a/more/db.yml": "services:\n  db:\n    image: postgres:${PG}\n", "a/.env": "PG=16\nTAG=1.27\n",
        "base.yml": "services:\n  base:\n    image: nginx:${TAG}\n    build: {context: web, dockerfile: D}\n",
      ])
    #expect(lock.pins == ["docker.io/library/postgres==16"])
    #expect(lock.codes == ["hash.missing:a/more/db.yml:3"])
    #expect(lock.packages.map(\.file) == ["a/more/db.yml"])
    #expect(lock.references.map(\.path).sorted() == ["a/.env", "a/more/db.yml", "base.yml", "web/D"])
  }

  @Test("a file that is laid over another one need not be complete")
  func override() throws {
    let lock = try read("compose.override.yaml", "services: {a: {ports: [\"1:1\"]}, b: {image: \"x@\(Self.digest)\"}}")
    #expect(lock.codes.isEmpty)
    #expect(lock.pins == ["docker.io/library/x"])
  }

  @Test("no value of a variable reaches a message")
  func secrets() throws {
    for text in ["services: {a: {environment: {P: \"hunter2${\"}}}", "services: {a: {image: \"u:hunter2@h/x\"}}"] {
      let lock = try read("compose.yaml", text)
      #expect(lock.grade == .unreadable)
      #expect(lock.findings.allSatisfy { !$0.message.contains("hunter2") })
    }
  }

  @Test("images and the services they are for count, the rest does not")
  func semantic() throws {
    func semantic(_ text: String) throws -> String? { try read("compose.yaml", text).semantic?.text }
    let base = try semantic("services: {a: {image: redis:7}, b: {image: redis:7}}")
    #expect(
      base == """
        7 - - - -  docker.io/library/redis
        a,b - - - -  @groups:docker.io/library/redis

        """)
    for text in [
      "# x\nservices:\n  b: {image: docker.io/redis:7, ports: [\"1:1\"]}\n  a: {image: \"redis:7\"}\nversion: '3'\n",
      "services:\r\n  a:\r\n    image: redis:7\r\n  b:\r\n    image: redis:7\r\n",
    ] {
      #expect(try semantic(text) == base)
    }
    #expect(try semantic("services: {a: {image: redis:7}, b: {image: redis:8}}") != base)
    #expect(try semantic("services: {a: {image: redis:7}, c: {image: redis:7}}") != base)
  }
}
