const SITE = {"version":"00115142beaf","site":"status.acme.example","keys":[],"mirrors":[],"words":{"":{"copy":"{host} does not answer. This is the copy at {copy}, written {at}. Its signature is right.","kept":"{host} does not answer, and no other copy could be reached and trusted. This is what you saw here {at}; it may have changed since.","last":"Last known:"},"ar":{"copy":"لا يستجيب {host}. هذه هي النسخة الموجودة على {copy}، كُتبت في {at}. توقيعها صحيح.","kept":"لا يستجيب {host}، وتعذّر الوصول إلى أي نسخة أخرى موثوقة. هذا ما شاهدته هنا في {at}؛ وربما تغيّر منذ ذلك الحين.","last":"آخر ما هو معروف:"}}}
const bytes=text=>Uint8Array.from(atob(text),c=>c.charCodeAt(0))
const get=async url=>{
const answer=await fetch(url,{cache:'no-store',signal:AbortSignal.timeout(8000)})
if(!answer.ok)throw url
return answer
}
const head=async(base,site,keys)=>{
const text=await(await get(base+'generation.json')).text()
const end=text.lastIndexOf(',\n  "signatures": [')
const signed=end<0?text:text.slice(0,end)+'\n}\n'
let sure=!keys.length
for(const{key,signature}of end<0||sure?[]:JSON.parse(text).signatures){
sure||=keys.includes(key)&&await crypto.subtle.verify('Ed25519',
await crypto.subtle.importKey('raw',bytes(key),'Ed25519',false,['verify']),
bytes(signature),new TextEncoder().encode(signed))
}
const found=JSON.parse(signed)
if(!sure||found.site!==site||found.version!==1)throw base
return found
}
const here=registration.scope
const family=`stillup ${here} `
const store=()=>caches.open(family+SITE.version)
const words=url=>SITE.words[url.slice(here.length).split('/')[0]]||SITE.words['']
const coder=new TextEncoder()
const HEAD=here+'generation.json'
addEventListener('install',event=>{
skipWaiting()
event.waitUntil(first())
})
addEventListener('activate',event=>event.waitUntil((async()=>{
for(const name of await caches.keys()){
if(name.startsWith(family)&&name!==family+SITE.version)await caches.delete(name)
}
await clients.claim()
})()))
const first=async()=>{
const open=await clients.matchAll({includeUncontrolled:true,type:'window'})
const urls=new Set([here,...open.map(client=>plain(client.url)).filter(url=>url.startsWith(here))])
await Promise.allSettled([...urls].map(async url=>keep(url,await fetch(url))))
}
const plain=url=>url.split(/[?#]/)[0]
const keep=async(url,answer)=>{
if(!answer.ok||!/html/.test(answer.headers.get('content-type')))return
const html=await answer.text()
if(/<meta name="stillup" content="([^"]*)"/.exec(html)?.[1]!==SITE.site)return
const kept=await store()
await kept.put(url,new Response(html,{headers:{seen:new Date().toISOString()}}))
const generation=+/ data-generation="(\d+)"/.exec(html)?.[1]
if(generation>(await newest()))await remember(await head(here,SITE.site,SITE.keys))
}
const newest=async()=>(await(await(await store()).match(HEAD))?.json())?.generation||0
const remember=async found=>{
if(found.generation>(await newest()))await(await store()).put(HEAD,new Response(JSON.stringify(found)))
}
const digest=async data=>[...new Uint8Array(await crypto.subtle.digest('SHA-256',data))]
.map(byte=>byte.toString(16).padStart(2,'0')).join('')
const piece=async(base,name)=>{
const data=await(await get(`${base}stillup/manifest/${name}.json`)).arrayBuffer()
if(await digest(data)!==name)throw name
return JSON.parse(new TextDecoder().decode(data))
}
const wanted=async(base,found,path)=>{
if(found.files[path])return found.files[path]
const month=path.match(/\d{4}-\d\d/)?.[0]
const{parts}=await piece(base,found.manifest.digest)
const likely=({part})=>part===month?0:part==='hot'?1:2
for(const part of parts.reverse().sort((a,b)=>likely(a)-likely(b))){
const entry=(await piece(base,part.digest)).files[path]
if(entry)return entry.digest
}
throw path
}
const checked=async(base,found,path)=>{
const should=await wanted(base,found,path)
const answer=await get(base+path)
let data=await answer.arrayBuffer()
if(await digest(data)!==should){
data=coder.encode(new TextDecoder().decode(data).replace(/<!--stillup [\w-]+-->\n$/,''))
if(await digest(data)!==should)throw path
}
return new Response(data,{headers:{'content-type':answer.headers.get('content-type')}})
}
const elsewhere=async path=>{
if(!SITE.keys.length)throw path
const seen=await newest()
const found=[]
const asked=SITE.mirrors.map(address=>address+'/').filter(base=>base!==here).map(async base=>{
const top=await head(base,SITE.site,SITE.keys)
if(top.generation<seen)throw base
found.push({base,top})
})
await Promise.any(asked)
await Promise.race([Promise.allSettled(asked),wait(1000)])
for(const{base,top}of found.sort((a,b)=>b.top.generation-a.top.generation)){
try{
const answer=await checked(base,top,path)
await remember(top)
return{base,top,answer}
}catch{}
}
throw path
}
const wait=time=>new Promise(then=>setTimeout(then,time))
const moment=at=>{
const iso=new Date(at).toISOString()
return `<time datetime="${iso.slice(0, 19)}Z" data-ago>${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`
}
const labelled=(html,said,at,copy='')=>html.replace(/<body[^>]*>/,body=>`${body}\n<p class="copy" role="status">${
said.replace('{host}',new URL(here).host).replace('{copy}',copy).replace('{at}',()=>moment(at))}</p>`)
const answer=html=>new Response(html,{headers:{'content-type':'text/html; charset=utf-8'}})
const rescued=async(path,page,url)=>{
const found=await elsewhere(path)
if(!page)return found.answer
const html=await found.answer.text()
await(await store()).put(url,new Response(html,{headers:{seen:found.top.published_at}}))
const{host,pathname,href}=new URL(path,found.base)
return answer(labelled(html,words(url).copy,found.top.published_at,`<a href="${href}">${host}${pathname}</a>`))
}
const last=async url=>{
const kept=await store()
const own=await kept.match(url)
const found=own||await kept.match(here)
if(!found)return
const say=words(own?url:here)
const html=(await found.text())
.replace('<html','<html class="stale"')
.replace('<title>',`<title>${say.last} `)
.replace(/<link rel="icon"[^>]*>/,'')
.replace(/<h1[^>]*>[^]*?<span[^>]*>/,before=>`${before}${say.last} `)
.replace(/(class="[^"]*\b)operational\b/g,'$1unknown')
.replaceAll('#i-operational"','#i-unknown"')
return answer(labelled(html,say.kept,found.headers.get('seen')))
}
addEventListener('fetch',event=>{
const{request}=event
const page=request.mode==='navigate'
if(request.method!=='GET'||!request.url.startsWith(here)||!(page||request.destination==='image'))return
event.respondWith((async()=>{
const url=plain(request.url)
let path=decodeURI(url.slice(here.length))
if(!path||path.endsWith('/'))path+='index.html'
if(page&&!/\.\w+$/.test(path))path+='.html'
let broken
const own=Promise.race([fetch(request),wait(15000).then(()=>{throw url})]).then(answer=>{
if(answer.status>=500)throw broken=answer
if(page)event.waitUntil(keep(url,answer.clone()).catch(()=>{}))
return answer
})
const fine=own.then(()=>true,()=>false)
const other=Promise.race([fine,wait(4000)]).then(fine=>{
if(fine)throw url
return rescued(path,page,url)
})
try{
return await Promise.any([own,other])
}catch{
return page&&await last(url)||broken||Response.error()
}
})())
})
