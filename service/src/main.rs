//! The program `minaoshi`: hands over to the library of the same package, so that tests can look into its parts.

use std::process::ExitCode;

fn main() -> ExitCode {
    service::main()
}
