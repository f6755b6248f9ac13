import Audit
import Testing

@Suite("rules on Dockerfiles")
struct DockerfileRuleTests {
  /// The lines with a finding of `code`.
  private static func lines(_ code: String, _ text: String, context: ContextAnswers? = nil) -> [Int] {
    Audit.dockerfile(Array(text.utf8), name: "Dockerfile", context: context).filter { $0.code == code }.map(\.line)
  }

  /// A rule, what follows the `FROM` of line 1, and the lines in which something is found.
  private static let cases: [(String, String, [Int])] = [
    ("apt-unpinned", "RUN apt-get -y install -t stable a=1 ./b.deb $C d=${V} e-", []),
    ("apt-unpinned", "RUN apt-get install a=1.* \\\n b", [2]),
    ("apt-unpinned", "RUN echo apt-get install a", []),
    ("apt-unpinned", "RUN sh -c 'apt-get install a'", [2]),
    ("apt-unpinned", "ARG P=\"a b\"\nRUN apt-get install $P", [3]),
    ("apt-unpinned", "ARG P=\"a=1 b=2\"\nRUN apt-get install ${P}", []),
    ("apt-unpinned", "RUN deps='a b'; apt-get install $deps", [2]),
    (
      "apt-unpinned",
      "RUN echo deb http://snapshot.debian.org/archive/debian/20250101 x > /etc/apt/sources.list\nRUN apt-get install a",
      []
    ),
    ("apk-unpinned", "RUN apk add --no-cache -t .build a=1-r0 && apk add b~1", [2]),
    ("apk-unpinned", "RUN xx-apk add a", [2]),
    ("dnf-unpinned", "RUN dnf install -y git-2.43.5-1.el9 java-${V} https://x/y-1.rpm", []),
    ("dnf-unpinned", "RUN yum install -y java-11-openjdk && microdnf install x", [2, 2]),
    ("pip-unpinned", "RUN pip install a==1 -r r.txt -e . ./b c==${V} d${E} $F 'g @ https://x/g-1.2.tar.gz'", []),
    ("pip-unpinned", "RUN pip install 'a>=1' && pip3 install b==1.* && python -m pip install c[x]", [2, 2, 2]),
    ("pip-unpinned", "RUN pip install -c constraints.txt a", []),
    ("pip-unpinned", "RUN pip install git+https://x/y.git && pip install git+https://x/y.git@1f0c9d3a5b7e", [2]),
    ("pip-unpinned", "RUN uv pip install --system a", [2]),
    ("pip-unpinned", "RUN pip --version && pip wheel a", []),
    ("pip-upgrade", "RUN pip install -qU pip==25.2", []),
    ("pip-upgrade", "RUN pip install --upgrade -r r.txt", [2]),
    ("pip-unpinned", "RUN pip install --upgrade pip", []),
    ("pip-cache-left", "ENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1", []),
    ("pip-cache-left", "RUN pip install a==1 && rm -rf /root/.cache", []),
    ("pip-cache-left", "RUN PIP_NO_CACHE_DIR=1 pip install a==1", []),
    ("bytecode-with-times", "RUN PIP_NO_COMPILE=1 pip install a==1", [2]),
    ("bytecode-with-times", "ENV PIP_NO_COMPILE=0\nRUN pip install a==1", []),
    ("bytecode-with-times", "RUN python -m compileall /app", [2]),
    ("bytecode-with-times", "RUN python -m compileall --invalidation-mode=unchecked-hash /app", []),
    ("bytecode-with-times", "RUN export SOURCE_DATE_EPOCH=0; pip install a==1", []),
    ("python-bytecode", "RUN python --version && python -c 'import a'", []),
    ("python-bytecode", "RUN python manage.py collectstatic", [2]),
    ("python-bytecode", "RUN python -B setup.py", []),
    ("python-bytecode", "RUN PYTHONDONTWRITEBYTECODE=1 python a.py", []),
    ("apt-lists-left", "RUN apt-get update && rm -rf /var/lib/{apt,dpkg}/*", []),
    ("apt-lists-left", "RUN apt-get update && rm -rf /var/lib/apt/lists/*", []),
    ("apt-lists-left", "RUN apt-get update && rm -rf /var/cache/apt/*", [2]),
    ("apt-lists-left", "RUN apt-get update && find /var/lib/apt/lists -type f -delete", []),
    ("apt-lists-left", "RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*", [2]),
    ("apt-lists-left", "RUN apt-get update\nFROM scratch\nCOPY --from=base /a /", []),
    ("package-cache-left", "RUN apk add a && rm -rf /var/cache/apk/*", []),
    ("package-cache-left", "RUN dnf install a && dnf clean all", []),
    ("package-mirror-rewritten", "RUN sed -i 's/main/main contrib/' /etc/apt/sources.list", []),
    ("package-mirror-rewritten", "RUN sed -i 's,deb.debian.org,archive.debian.org,' /etc/apt/sources.list", []),
    ("package-mirror-rewritten", "RUN sed -i s/dl-cdn.alpinelinux.org/mirrors.x.y/ /etc/apk/repositories", [2]),
    ("package-mirror-rewritten", "RUN pip install -i https://mirror.x.y/simple a==1", [2]),
    ("package-mirror-rewritten", "RUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch==2", []),
    ("package-mirror-rewritten", "RUN cat <<E > /etc/apt/sources.list\ndeb http://deb.debian.org/debian x main\nE", []),
    ("package-mirror-rewritten", "RUN cat <<E > /etc/apt/sources.list\ndeb http://mirror.x.y/debian x main\nE", [2]),
    ("poetry-lock-not-copied", "COPY . .\nRUN poetry install", []),
    ("poetry-lock-not-copied", "COPY pyproject.toml poetry.lock* ./\nRUN poetry install", []),
    ("poetry-lock-not-copied", "RUN --mount=type=bind,source=poetry.lock,target=poetry.lock poetry install", []),
    ("poetry-lock-not-copied", "COPY pyproject.toml README.md ./\nRUN poetry install\nCOPY poetry.lock ./", [3]),
    ("poetry-lock-not-copied", "RUN git clone https://x/y.git && cd y && poetry install", []),
    ("uv-sync-without-locked", "ENV UV_LOCKED=1\nRUN uv sync", []),
    ("uv-sync-without-locked", "RUN uv sync --frozen && uv sync --no-dev", [2]),
    ("npm-install", "RUN npm install -g a@1.2.3 && npm ci && npm run install", []),
    ("npm-install", "RUN npm i --omit dev", [2]),
    ("npm-unpinned", "RUN npm i -g a@1.2.3 @b/c@1.2.3-rc.1 d@$V ./e", []),
    ("npm-unpinned", "RUN npm i -g a@1 && yarn global add b && npm update -g", [2, 2]),
    ("yarn-without-frozen-lockfile", "RUN yarn && yarn build && yarn --version", [2]),
    ("yarn-without-frozen-lockfile", "ENV YARN_ENABLE_IMMUTABLE_INSTALLS=true\nRUN yarn install", []),
    ("conda-unpinned", "RUN conda install -y -n base -c conda-forge a=1 && conda env create -f e.yml", []),
    ("conda-unpinned", "RUN mamba install 'a>=1' && conda update --all", [2, 2]),
    ("tool-unpinned", "RUN go install x/y@v1.2.3 && cargo install --locked a@1.2.3 && gem install b -v 1.2", []),
    ("tool-unpinned", "RUN cargo install a && gem install b && go install x/y@latest", [2, 2, 2]),
    ("add-without-checksum", "ADD a.tar.gz https://github.com/x/y.git#v1.2 /", []),
    ("git-clone-without-commit", "ADD https://github.com/x/y.git /", [2]),
    ("git-clone-without-commit", "RUN git clone -b v1.2.3 https://x/y && git clone --branch $V https://x/z", []),
    ("git-clone-without-commit", "RUN git clone https://x/y\nRUN cd y && git checkout 1f0c9d3a5b7e", []),
    ("git-clone-without-commit", "RUN git clone -b main https://x/y", [2]),
    ("download-unchecked", "RUN curl -fsSLO https://x.y/v1.2.3/a.tgz && wget https://x.y/a-$V.tgz", []),
    ("download-unchecked", "RUN curl -f http://localhost/a && curl -I https://x.y/a && curl -X POST https://x.y/a", []),
    ("download-unchecked", "RUN curl https://x.y/releases/latest/download/a-1.2.3", [2]),
    ("download-unchecked", "RUN curl https://x.y/key.gpg | gpg --dearmor > k && wget -qO- https://x.y/a.asc", []),
    ("download-unchecked", "RUN [ \"$(curl https://x.y/a | sha256sum)\" = b ]", []),
    ("clock-in-layer", "RUN date && echo \"now: $(date)\"", []),
    ("clock-in-layer", "RUN echo $(date) > f && touch -d @$SOURCE_DATE_EPOCH f && echo date > g", [2]),
    ("clock-in-layer", "RUN export D=$(date +%s) && D=`date` make", [2]),
    ("clock-in-layer", "RUN date -d @0 > f && date -r f > g && date -d now > h", [2]),
    ("clock-in-layer", "CMD date > f\nENV D=$(date)", []),
    ("host-in-layer", "RUN uname -m > f && make ARCH=$(uname -m) && hostname", []),
    ("host-in-layer", "RUN apt-get install linux-headers-$(uname -r)=1 && echo $HOSTNAME > f", [2, 2]),
    ("random-in-layer", "RUN echo $RANDOM && ln -s /dev/urandom /dev/random", []),
    (
      "random-in-layer",
      "RUN echo $RANDOM > f && head -c 8 /dev/urandom > g && ssh-keygen -A && openssl rand -hex 8 > h", [2, 2, 2, 2]
    ),
    ("copy-before-install", "COPY . .\nRUN pip install .", []),
    ("copy-before-install", "COPY . .\nRUN pip install -r r.txt", [2]),
    ("apt-update-alone", "RUN --mount=type=cache,target=/var/lib/apt apt-get update", []),
    ("apt-update-alone", "RUN apt-get update && apt-get build-dep x", []),
    ("pip-project-unlocked", "RUN pip install -r r.txt\nRUN pip install .", []),
    ("pip-project-unlocked", "RUN pip install -e .[dev]", [2]),
    ("runs-as-root", "USER app\nUSER root\nCMD a", [3]),
    ("runs-as-root", "RUN make", []),
  ]

  @Test("find what they are about, and nothing else", arguments: cases)
  func found(_ code: String, _ text: String, _ lines: [Int]) {
    // One finding a command; several in one line are one each.
    let expected = Set(lines)
    #expect(Set(Self.lines(code, "FROM x:1@sha256:0 AS base\n\(text)\n")) == expected, "\(text)")
  }

  @Test("images are judged by what the file says of them")
  func images() {
    let text = """
      ARG V=3.9
      ARG BASE
      FROM python:${V}-slim AS one
      FROM $BASE AS two
      FROM one AS three
      FROM scratch
      COPY --from=three /a /
      COPY --from=nginx /b /
      COPY --from=localhost/made /c /
      RUN --mount=from=busybox:1,target=/x true
      FROM a:${T:-latest}
      FROM b@${D}
      FROM localhost:5000/c
      """
    #expect(Self.lines("base-image-by-tag", text) == [3, 10])
    #expect(Self.lines("base-image-latest", text) == [8, 11, 13])
  }

  @Test("the ignore file is asked about the lock and about bytecode")
  func context() {
    let text = "FROM python@sha256:0\nCOPY . .\nRUN poetry install\n"
    let without = ContextAnswers { _ in
      true
    } contains: {
      !$0.elementsEqual("poetry.lock".utf8)
    }
    #expect(Self.lines("poetry-lock-not-copied", text, context: without) == [3])
    #expect(Self.lines("pycache-in-context", text, context: without) == [2])
    let clean = ContextAnswers { !$0.starts(with: "package/__pycache__".utf8) && !$0.starts(with: "__pycache__".utf8) }
    #expect(Self.lines("poetry-lock-not-copied", text, context: clean) == [])
    #expect(Self.lines("pycache-in-context", text, context: clean) == [])
    let other = "FROM node@sha256:0\nCOPY . .\n"
    #expect(Self.lines("pycache-in-context", other, context: without) == [])
  }

  @Test("findings are by line, then by code")
  func order() {
    let text = "FROM python\nRUN apt-get update && apt-get install b \\\n && pip install a\n"
    let findings = Audit.dockerfile(Array(text.utf8), name: "d/Dockerfile")
    let keys = findings.map { ($0.line, $0.code) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 } && keys.count > 5)
    #expect(findings.allSatisfy { $0.file == "d/Dockerfile" })
    #expect(findings.first { $0.code == "pip-unpinned" }?.line == 3)
  }

  @Test("what cannot be read is one finding")
  func unreadable() {
    let findings = Audit.dockerfile(Array("FROM a\nRUN a\nNONSENSE \u{1B}[0m\n".utf8), name: "D")
    #expect(findings.map(\.code) == ["dockerfile-unreadable"] && findings.map(\.line) == [3])
    #expect(Audit.dockerfile([], name: "D").map(\.severity) == [.error])
    #expect(findings.allSatisfy { !$0.message.contains("\u{1B}") })
  }
}
