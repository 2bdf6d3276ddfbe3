pub mod survey;
pub use survey::Survey;
