use std::mem::size_of as s;
use claimcheck_core::{model::*,read::record,yaml,value::{date::*,*}};
fn main(){
 println!("Entry {} Claim {} Answer {} Value {} DateValue {} Question {} Passage {} Node {} record::Claim {} Text {} Document {}",s::<Entry>(),s::<Claim>(),s::<Answer>(),s::<Value>(),s::<DateValue>(),s::<Question>(),s::<Passage>(),s::<yaml::Node>(),s::<record::Claim>(),s::<record::Text>(),s::<record::Document>());
 println!("Entity {} ", s::<Entity>());
}
