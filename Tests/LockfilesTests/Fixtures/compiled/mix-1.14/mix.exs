defmodule App.MixProject do
  use Mix.Project

  def project do
    [app: :app, version: "0.1.0", deps: deps()]
  end

  defp deps do
    [
      {:lockfix_ex, git: "file:///srv/git/lockfix_ex", tag: "v1.0.0"}
    ]
  end
end
