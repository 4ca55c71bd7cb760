import { lvsConfiguration } from '/work/main/bench/generate.ts';
import { parse } from '@kaconf/syntax';
import { createWorkspace, noIncludes } from '@kaconf/semantics';
import { lint, defaultLintConfig } from 'kalint';
const text = lvsConfiguration(10000);
for (let i=0;i<30;i++){ const t=text+' '.repeat(i);
 const a=performance.now(); const tree=parse(t); const b=performance.now();
 const document={path:'a.conf',text:t,encoding:'utf-8' as const,tree};
 const w=createWorkspace([{document,target:2004003}],{includes:noIncludes}); const c=performance.now();
 const r=lint(w,defaultLintConfig); const d=performance.now();
 if(i%5===4)console.log((b-a).toFixed(1),(c-b).toFixed(1),(d-c).toFixed(1),(d-a).toFixed(1), r.files[0]!.diagnostics.length);
}
