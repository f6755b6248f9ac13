import ContainerFiles
import Testing

@Suite("compose files that include others")
struct ComposeIncludeTests {
  @Test("with the directory of each as its project directory")
  func directories() throws {
    let fixture = ComposeFixture([
      "compose.yaml": """
      include:
        - one/compose.yaml
        - path: two/compose.yaml
          project_directory: .
        - path: [three/a.yaml, four/b.yaml]
        - path: five/compose.yaml
          project_directory: /abs
      services: { main: { build: app } }
      """,
      "one/compose.yaml": "include: [sub/c.yaml]\nservices: {one: {build: ., volumes: ['..:/up'], env_file: e.env}}",
      "one/sub/c.yaml": "services: {nested: {build: x}}",
      "two/compose.yaml": "services: {two: {build: two/app, extends: {file: two/base.yaml, service: b}}}",
      "two/base.yaml": "services: {b: {volumes: ['.:/b']}}",
      "three/a.yaml": "services: {three: {build: x}}",
      "four/b.yaml": "services: {three: {build: {target: t}, volumes: ['./v:/v']}}",
      "five/compose.yaml": "services: {five: {build: x}}",
    ])
    #expect(
      try fixture.lines() == [
        "main: context=app dockerfile=app/Dockerfile",
        "one: context=one dockerfile=one/Dockerfile bind:.->/up env_file=one/e.env",
        "nested: context=one/sub/x dockerfile=one/sub/x/Dockerfile",
        "two: context=two/app dockerfile=two/app/Dockerfile bind:two->/b",
        "three: context=three/x dockerfile=three/x/Dockerfile target=t bind:three/v->/v",
        "five: context=/abs/x dockerfile=/abs/x/Dockerfile",
      ])
  }

  @Test("with variables of their own env files, below those of the project")
  func environment() throws {
    let fixture = ComposeFixture(
      [
        "compose.yaml": """
        include:
          - a/c.yaml
          - { path: b/c.yaml, env_file: [b/one.env, two.env] }
          - { path: d/c.yaml, env_file: /dev/null }
        services: { main: { image: "$X-$Y-$Z" } }
        """,
        "a/c.yaml": "services: {a: {image: '$X-$Y-$Z'}}", "a/.env": "X=a\nY=a\nZ=a",
        "b/c.yaml": "services: {b: {image: '$X-$Y-$Z'}}", "b/.env": "X=never\nY=never", "b/one.env": "Y=one\nZ=$Y",
        "two.env": "Y=two",
        "d/c.yaml": "services: {d: {image: '$X-$Y-$Z'}}", "d/.env": "Y=never", ".env": "X=main\n",
      ], options: ComposeOptions(environment: ["Q": "q"]))
    #expect(
      try fixture.lines() == ["main: image=main--", "a: image=main-a-a", "b: image=main-two-one", "d: image=main--"])
  }

  @Test("below what the file says itself")
  func conflicts() throws {
    let fixture = ComposeFixture([
      "compose.yaml": """
      include: [a/c.yaml, "$B/c.yaml"]
      services:
        x: { image: own, environment: !override [ZOT=QIX] }
        y: { build: !reset null }
        z: !reset null
      """,
      ".env": "B=b",
      "a/c.yaml": "services: {x: {image: a, environment: [A=1], build: .}, y: {image: y, build: .}}",
      "b/c.yaml": "services: {x: {environment: [B=1]}, z: {image: z}}",
    ])
    #expect(
      try fixture.lines() == ["x: image=own context=a dockerfile=a/Dockerfile env:ZOT=QIX", "y: image=y", "z: image=z"])
  }
}
