terraform {
  required_providers {
    widget = {
      source  = "example/widget"
      version = "~> 1.2, != 1.3.0"
    }
    random = ">= 3.0"
  }
}
