"""The fault drill (`make drill`): people sign up while processes die and servers fail; nothing may be lost."""
