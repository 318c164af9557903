use super::{ReadOptions, Skip};
use crate::extracted::Extracted;
pub fn serve(_i: impl std::io::Read, _o: impl std::io::Write) -> std::io::Result<()> {
    Ok(())
}
pub(crate) fn read(_b: &[u8], _o: &ReadOptions) -> Result<Extracted, Skip> {
    Err(Skip::new(super::reason::BROKEN, ""))
}
