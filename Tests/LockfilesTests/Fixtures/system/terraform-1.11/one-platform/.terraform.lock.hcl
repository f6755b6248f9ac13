# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/example/widget" {
  version     = "1.4.1"
  constraints = "~> 1.2, != 1.3.0"
  hashes = [
    "h1:I+SFu5WMC6ePDyj8lmm778WYMgpkDMB3W56ScunYFJs=",
  ]
}

provider "registry.terraform.io/hashicorp/random" {
  version     = "3.6.0"
  constraints = ">= 3.0.0"
  hashes = [
    "h1:2ZHju3kIrZrrSiugK0kCfOKtjh7Zesx56rhaDqeKsmw=",
  ]
}
