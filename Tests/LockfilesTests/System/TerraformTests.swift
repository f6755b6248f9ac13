import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Terraform")
struct TerraformTests {
  static let widget = "registry.terraform.io/example/widget"
  static let random = "registry.terraform.io/hashicorp/random"

  private func fixture(_ name: String, _ configuration: String? = nil) throws -> Lockfile {
    var source = try Fixture.source("system/terraform-1.11/" + name)
    if let configuration { source.files["main.tf"] = Array(configuration.utf8) }
    return try LockfileReader.read(
      ".terraform.lock.hcl", bytes: source.files[".terraform.lock.hcl"] ?? [], from: source)
  }

  @Test("what Terraform locked for one platform and for two")
  func locked() throws {
    let two = try fixture("two-platforms")
    #expect(two.pins == ["\(Self.widget)==1.4.1", "\(Self.random)==3.6.0"])
    #expect(two.packages.map(\.hashes.count) == [2, 1])
    #expect(two.packages.map(\.line) == [4, 13])
    #expect(two.grade == .a)
    #expect(two.codes == ["platform.narrow:13"])
    #expect(two.freshness.summary == "required_providers by the rule of terraform 0.14 or newer")
    #expect(two.references.map(\.path) == ["main.tf"])
    let one = try fixture("one-platform")
    #expect(one.codes == ["platform.narrow:4"])
    #expect(one.findings.first?.message.hasPrefix("\(Self.widget), \(Self.random) can be") == true)
    #expect(one.semantic?.digest != two.semantic?.digest)
  }

  static let requireRandom = "random = \">= 3.0\""

  @Test(
    "fresh is what terraform init -lockfile=readonly takes",
    arguments: [
      ("~> 1", true), ("~> 1.2", true), ("~> 1.2.0", false), ("1.4", false), ("=1.4.1", true), (">= 1.0, < 2", true),
      ("~> 1.4.1", true), ("> 1.4", true), ("<= 1.4", false), ("!= 1.4.1", false), ("~>1.4.0-beta", true),
      (">1.4.0-beta", true), ("~> 2", false), ("~> 1.2, != 1.3.0", true),
    ])
  func constraints(_ constraint: String, _ isFresh: Bool) throws {
    let text = """
      terraform {
        required_providers {
          widget = {
            source  = "Example/Widget"
            version = "\(constraint)"
          }
          \(Self.requireRandom)
        }
      }
      """
    let lock = try fixture("two-platforms", text)
    #expect(lock.verdict == (isFresh ? "fresh" : "stale"))
    if !isFresh {
      #expect(
        lock.freshness.changes == ["\(Self.widget) is locked at 1.4.1, which \(constraint) does not allow"])
    }
  }

  @Test(
    "what asks for providers",
    arguments: [
      (
        "terraform { required_providers { widget = { source = \"example/widget\" } } }", "stale",
        "\(random) is locked, but nothing asks for it"
      ),
      (
        "terraform {\n required_providers {\n widget = { source = \"example/widget\" }\n }\n}\n"
          + "resource \"random_id\" \"x\" {\n byte_length = 4\n}", "fresh", ""
      ),
      (
        "terraform {\n required_providers {\n widget = { source = \"example/widget\" }\n }\n}\nprovider \"random\" {\n"
          + " version = \"~> 3.5\"\n}", "fresh", ""
      ),
      (
        "terraform {\n required_providers {\n widget = { source = \"example/widget\" }\n }\n}\nprovider \"random\" {\n"
          + " version = \"~> 4\"\n}", "stale", "\(random) is locked at 3.6.0, which ~> 4 does not allow"
      ),
      (
        "terraform {\n required_providers {\n w = { source = \"example/widget\" }\n \(requireRandom)\n"
          + " o = { source = \"example/other\" }\n }\n}", "stale", "registry.terraform.io/example/other is not locked"
      ),
      (
        "terraform {\n required_providers {\n widget = { source = \"example/widget\" }\n }\n}\nmodule \"m\" {\n"
          + " source = \"./m\"\n}", "fresh", ""
      ),
      (
        "terraform {\n required_providers {\n w = { source = \"example/widget\" }\n }\n}\ndata \"x_y\" \"z\" {\n"
          + " provider = random.other\n}\nresource \"terraform_data\" \"d\" {}", "fresh", ""
      ),
      ("terraform {\n required_providers {\n w = { source = var.x }\n }\n}", "unknown", ""),
      ("terraform {", "unknown", ""),
      (
        "terraform {\n required_providers {\n w = { source = \"example/widget\", version = \"a\" }\n }\n}", "unknown",
        ""
      ),
    ])
  func requirements(_ text: String, _ verdict: String, _ change: String) throws {
    let lock = try fixture("two-platforms", text)
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    #expect(lock.freshness.changes == (change.isEmpty ? [] : [change]))
  }

  @Test("without configuration, or with some in JSON, it cannot be told")
  func unknown() throws {
    let text = try Fixture.text("system/terraform-1.11/one-platform/.terraform.lock.hcl")
    #expect(try read("a/.terraform.lock.hcl", text, others: ["b/main.tf": ""]).verdict == "unknown")
    #expect(try read("a/.terraform.lock.hcl", text, others: ["a/main.tf": "", "a/x.tf.json": ""]).verdict == "unknown")
    #expect(try read("a/.terraform.lock.hcl", text, others: ["a/main.tf": "", "a/b/x.tf": "{"]).verdict == "stale")
  }

  static let zh = "zh:" + String(repeating: "a", count: 64)
  static let h1 = "h1:" + String(repeating: "A", count: 43) + "="
  static let lock = """
    provider "registry.terraform.io/hashicorp/aws" {
      version     = "5.0.0"
      constraints = "~> 5.0"
      hashes = [
        "\(h1)",
        "\(zh)",
      ]
    }

    """

  @Test("providers and their hashes count; order, layout, comments and constraints do not")
  func semantic() throws {
    func semantic(_ text: String) throws -> String? { try read(".terraform.lock.hcl", text).semantic?.text }
    let base = try semantic(Self.lock)
    #expect(
      base
        == "5.0.0 - h1:\(String(repeating: "0", count: 64)),\(Self.zh) - -  registry.terraform.io/hashicorp/aws\n")
    for text in [
      Self.lock.replacing("\n", with: "\r\n"), "# x\n// y\n/* z\n */" + Self.lock,
      Self.lock.replacing("~> 5.0", with: "5.0.0"),
      "provider \"registry.terraform.io/hashicorp/aws\" {\n version=\"5.0.0\""
        + "\n hashes = [\"\(Self.zh)\", \"\(Self.h1)\"]\n}",
    ] {
      #expect(try semantic(text) == base)
    }
    for (old, new) in [
      ("5.0.0", "5.0.1"), (Self.zh, Self.zh.replacing("aaaa", with: "bbbb")), ("hashicorp/aws", "me/aws"),
    ] {
      #expect(try semantic(Self.lock.replacing(old, with: new)) != base)
    }
  }

  @Test(
    "what is refused or graded down",
    arguments: [
      ("\"5.0.0\"", "\"five\"", "syntax:1", "U"), ("version     = \"5.0.0\"", "", "syntax:1", "U"),
      ("\"5.0.0\"", "\"${x}\"", "syntax:1", "U"), ("]", "", "syntax:8", "U"), ("}", "", "syntax:9", "U"),
      ("constraints", "version", "syntax:4", "U"), ("\"~> 5.0\"", "\"~> 5.0", "syntax:3", "U"),
      (h1, "h1:AAAA", "hash.invalid:4", "U"), (zh, "zh:12", "hash.invalid:4", "U"),
      (zh, "sha256", "hash.invalid:4", "U"),
      ("hashes = [", "other = [", "hash.missing:1", "B"),
      ("provider \"registry.terraform.io/hashicorp/aws\"", "provider", "syntax:1", "U"),
      ("\"\(zh)\",", "", "platform.narrow:1", "A"), ("provider", "module", "empty", "A"),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    let lock = try read(".terraform.lock.hcl", Self.lock.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.findings)")
    #expect(lock.grade.rawValue == grade)
  }

  @Test("a provider that is locked twice is refused")
  func twice() throws {
    #expect(try read(".terraform.lock.hcl", Self.lock + Self.lock).codes == ["syntax:9"])
  }

  @Test(
    "configuration is read past what is not asked for",
    arguments: [
      "locals {\n a = \"${join(\",\", [for x in var.y : \"${x}}\"])}\""
        + "\n b = <<-EOT\n  }\n  EOT\n c = { for k, v in x : k => v }\n}",
      "variable \"x\" {\n default = [\n  1,\n  { a = \"b\", (c) = d },"
        + "\n ]\n validation {\n  condition = can(x) ? y(\n z) : 1\n }\n}",
      "output \"a\" { value = a[0].b[*].c }\nlocals { d = !a && b\n }\n", "locals {\n a = \"$${x} %%{y} \\\" \\\\\"\n}",
    ])
  func configuration(_ text: String) throws {
    let whole =
      "terraform {\n required_providers {\n w = { source = \"example/widget\" }\n \(Self.requireRandom)\n }\n}\n"
    #expect(try fixture("two-platforms", whole + text).freshness.summary.hasPrefix("required_providers"))
  }
}
