import Fingerprints
import Lockfiles
import Testing

@Suite("environments of conda and pyenv")
struct EnvironmentTests {
  @Test(
    "a conda dependency is read as conda reads it",
    arguments: [
      ("python=3.11", "3.11.* - - - -  python"), ("python =3.11.*", "3.11.* - - - -  python"),
      ("NumPy==1.2", "1.2 - - - -  numpy"), ("numpy 1.2", "1.2 - - - -  numpy"),
      ("_libgcc_mutex=0.1=conda_forge", "0.1=conda_forge - - - -  _libgcc_mutex"),
      ("numpy 1.2 py_0", "1.2=py_0 - - - -  numpy"), ("numpy==1.2=py_0", "1.2=py_0 - - - -  numpy"),
      ("a >=1, <2", "<2,>=1 - - - -  a"), ("a >= 1|3", ">=1|3 - - - -  a"),
      ("conda-forge::a", "- conda-forge - - -  a"),
      ("'a[version=\">=1,<2\", build=x*]'", "<2,>=1=x* - - - -  a"), ("uvicorn[standard]", "- - - - standard  uvicorn"),
      ("a  # [linux64]", "- - - [linux64] -  a"),
    ])
  func conda(_ item: String, _ expected: String) throws {
    let lock = try read("environment.yml", "name: x\ndependencies:\n  - \(item)\n")
    #expect(lock.semantic?.text == expected + "\n", "\(lock.findings)")
  }

  @Test("environment.yml")
  func environment() throws {
    let lock = try read(
      "env/environment.yml",
      """
      name: x
      channels: [conda-forge, "https://u:p@h/t/secret/main/", nodefaults]
      dependencies:
        - python=3.11.4=h_0
        - pip
        - pip:
          - -r more.txt
          - Foo==1
      variables: {A: 1.10}
      prefix: /home/me/x
      """, others: ["env/more.txt": "bar>=2\n"])
    #expect(lock.codes == ["unpinned:5", "unpinned:env/more.txt:1", "hash.missing:8", "hash.unsupported"])
    #expect(
      lock.semantic?.text == """
        - - - - -  pip
        - conda-forge - - -  @channel.1
        - https://h/main - - -  @channel.2
        1 - - - -  pypi:foo
        1.10 - - - -  @variable:A
        3.11.4=h_0 - - - -  python
        >=2 - - - -  pypi:bar
        true - - - -  @nodefaults

        """)
    #expect(try read("environment.yml", "dependencies: [python=3.11.4=h_0]").grade == .b)
    #expect(try read("environment.yml", "dependencies: [python==3.11.4]").codes.contains("build.missing:1"))
    #expect(try read("environment.yml", "name: x\nservices: []").grade == .unreadable)
    #expect(try read("environment.yml", "dependencies:\n- a\n- b: [\n").codes == ["syntax:4"])
  }

  @Test(
    ".python-version",
    arguments: [
      ("3.11.7\n", "cpython==3.11.7", Grade.b), ("3.11", "cpython3.11", .c), ("cpython-3.12.1", "cpython==3.12.1", .b),
      ("pypy3.10-7.3.15", "pypy3.10==7.3.15", .b), ("myenv", "myenv", .c), ("3.14.0rc1 # x", "cpython==3.14.0rc1", .b),
      ("3.13.1t", "cpython==3.13.1t", .b), ("cpython@3.12", "cpython3.12", .c),
      ("python-3.12.1", "cpython==3.12.1", .b),
      ("PyPy@3.10.1", "pypy==3.10.1", .b), ("cpython-3.12.1-linux-x86_64-gnu", "cpython==3.12.1-linux-x86_64-gnu", .b),
      ("anaconda3-2023.09-0", "anaconda3==2023.09-0", .b), ("miniconda3-latest", "miniconda3latest", .c),
      ("3.x.1", "cpython3.x.1", .c), (">=3.11", ">=3.11", .c), ("system", "system", .c),
      ("3.12-dev", "cpython3.12-dev", .c),
    ])
  func pythonVersion(_ text: String, _ pin: String, _ grade: Grade) throws {
    let lock = try read(".python-version", text)
    #expect(lock.pins == [pin])
    #expect(lock.grade == grade)
  }

  @Test("the order of several Pythons counts")
  func pythonOrder() throws {
    let one = try read(".python-version", "3.11.7\n3.12.1\n")
    #expect(try read(".python-version", "3.12.1\n3.11.7\n").semantic != one.semantic)
    #expect(try read(".python-version", "# x\n3.11.7 3.12.1\n").semantic == one.semantic)
    #expect(try read(".python-version", "# nothing\n").grade == .unreadable)
  }
}
