import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Gradle")
struct GradleTests {
  static let lock = """
    # This is a Gradle generated file for dependency locking.
    com.google.guava:guava:31.0-jre=compileClasspath,runtimeClasspath
    org.slf4j:slf4j-api:1.7.36=runtimeClasspath
    empty=annotationProcessor

    """

  @Test("gradle.lockfile")
  func lockfile() throws {
    let lock = try read("gradle.lockfile", Self.lock)
    #expect(lock.pins == ["com.google.guava:guava==31.0-jre", "org.slf4j:slf4j-api==1.7.36"])
    #expect(lock.packages.map(\.line) == [2, 3])
    #expect(lock.grade == .b)
    #expect(lock.codes == ["hash.unsupported:2"])
    #expect(lock.verdict == "unknown")
    #expect(lock.references.map(\.path) == ["build.gradle"])
    #expect(
      lock.semantic?.text == """
        - - - - annotationProcessor  @empty
        1.7.36 - - - -  org.slf4j:slf4j-api
        31.0-jre - - - -  com.google.guava:guava
        compileClasspath,runtimeClasspath - - - -  @groups:com.google.guava:guava
        runtimeClasspath - - - -  @groups:org.slf4j:slf4j-api

        """)
  }

  @Test(
    "what does not count",
    arguments: [
      lock.replacing("\n", with: "\r\n"), "\u{FEFF}" + lock, lock + "\n\n# more\n",
      "empty=annotationProcessor\norg.slf4j:slf4j-api:1.7.36=runtimeClasspath\n"
        + "com.google.guava:guava:31.0-jre=runtimeClasspath,compileClasspath",
    ])
  func cosmetic(_ text: String) throws {
    #expect(
      try read("gradle.lockfile", text).semantic?.digest == read("gradle.lockfile", Self.lock).semantic?.digest)
  }

  @Test(
    "what counts",
    arguments: [
      ("31.0", "31.1"), ("=runtimeClasspath", "=testRuntimeClasspath"), ("slf4j-api", "slf4j-impl"),
      ("empty=annotationProcessor", "empty="),
    ])
  func semantic(_ old: String, _ new: String) throws {
    let other = try read("gradle.lockfile", Self.lock.replacing(old, with: new))
    #expect(try other.semantic?.digest != read("gradle.lockfile", Self.lock).semantic?.digest)
  }

  @Test(
    "lines that are refused or graded down",
    arguments: [
      ("a:b:1", "syntax:1", "U"), ("a:b=c", "syntax:1", "U"), ("a:b:1:2=c", "syntax:1", "U"),
      ("a:b:1=", "syntax:1", "U"),
      ("a: b:1=c", "syntax:1", "U"), ("<<<<<<< HEAD", "syntax:1", "U"), ("", "syntax", "U"), ("# only", "syntax", "U"),
      ("a:b:1-SNAPSHOT=c", "unpinned:1", "C"), ("a:b:1.+=c", "unpinned:1", "C"), ("a:b:[1,2)=c", "unpinned:1", "C"),
      ("a:b:latest.release=c", "unpinned:1", "C"), ("a:b:1=c\na:b:2=d,c", "conflict:2", "C"),
      ("a:b:1=c\na:b:2=d", "hash.unsupported:1", "B"),
    ])
  func findings(_ text: String, _ code: String, _ grade: String) throws {
    let lock = try read("gradle.lockfile", text)
    #expect(lock.codes.contains(code))
    #expect(lock.grade.rawValue == grade)
  }

  @Test("a file of one configuration, as before Gradle 7")
  func oneConfiguration() throws {
    let path = "app/gradle/dependency-locks/compileClasspath.lockfile"
    let lock = try read(path, "a:b:1\nc:d:2\n", others: ["app/build.gradle.kts": ""])
    #expect(lock.pins == ["a:b==1", "c:d==2"])
    #expect(lock.packages.map(\.groups) == [["compileClasspath"], ["compileClasspath"]])
    #expect(lock.references.map(\.path) == ["app/build.gradle.kts"])
    #expect(try read(path, "a:b:1=compileClasspath").grade == .unreadable)
  }

  static func metadata(_ components: String) -> String {
    "<verification-metadata><components>\(components)</components></verification-metadata>"
  }

  static func component(_ name: String, _ version: String, _ checksum: String) -> String {
    "<component group=\"\(name)\" name=\"\(name)\" version=\"\(version)\"><artifact name=\"x.jar\">\(checksum)"
      + "</artifact></component>"
  }

  static let sha256 = "<sha256 value=\"\(String(repeating: "a", count: 64))\"/>"

  @Test(
    "the metadata for verification raises the grade when it covers all",
    arguments: [
      (component("a", "1", sha256) + component("b", "2", sha256), "A", []),
      (component("a", "1", sha256) + component("b", "3", sha256), "B", ["hash.mixed:2"]),
      (
        component("a", "1", sha256) + component("b", "2", "<md5 value=\"\(String(repeating: "a", count: 32))\"/>"), "B",
        ["hash.mixed:2"]
      ),
      (component("a", "1", sha256) + component("b", "2", "<pgp value=\"AB\"/>"), "B", ["hash.mixed:2"]),
      ("<component", "B", ["hash.mixed:1"]),
    ] as [(String, String, [String])])
  func verified(_ components: String, _ grade: String, _ codes: [String]) throws {
    let lock = try read(
      "app/gradle.lockfile", "a:a:1=c\nb:b:2=c\n",
      others: ["gradle/verification-metadata.xml": Self.metadata(components)])
    #expect(lock.grade.rawValue == grade)
    #expect(lock.codes == codes)
    #expect(lock.references.map(\.path) == ["app/build.gradle", "gradle/verification-metadata.xml"])
  }

  @Test("the nearest metadata counts, and a module that is open stays so")
  func nearest() throws {
    let full = Self.metadata(Self.component("a", "1-SNAPSHOT", Self.sha256))
    let lock = try read(
      "app/gradle.lockfile", "a:a:1-SNAPSHOT=c",
      others: ["gradle/verification-metadata.xml": Self.metadata(""), "app/gradle/verification-metadata.xml": full])
    #expect(lock.codes == ["unpinned:1"])
  }
}
