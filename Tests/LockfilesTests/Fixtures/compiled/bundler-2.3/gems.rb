gem "lockfix-gitty", "~> 0.4", git: "file:///srv/git/lockfix-gitty"

group :test do
  gem "lockfix-local", path: "vendor/lockfix-local"
end
