/* test_base_charset.c - encodings: every Vietnamese letter of each, what is recognised and what must not be. */
#include "unit.h"

#include "base/charset.h"
#include "base/syllable.h"
int main(void){
 static const char *t[]={"Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc","Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc","Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a Viá»‡t Nam","TR¦êNG TIÓU HäC HßA B×NH, Hµ NéI, Q§-UBND"};
 for(int i=0;i<4;i++){struct charset_found f;bool y=charset_find_legacy(t[i],strlen(t[i]),&f);struct buf o={0};if(y)charset_mend(f.charset,t[i],strlen(t[i]),&o);printf("%d %s %zu %zu: %s\n",y,charset_name(f.charset),f.offset,f.length,buf_text(&o));buf_free(&o);}
 return 0;}
