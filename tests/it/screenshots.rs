//! screenshots
