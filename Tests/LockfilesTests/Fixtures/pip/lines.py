import json,sys,tempfile,os,pathlib
from pip._internal.req.req_file import parse_requirements
from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.network.session import PipSession
from pip._internal.index.package_finder import PackageFinder
import pip
H='a'*64; C='c'*40
lines=r'''
a==1
A.b_C == 1.0
a===1.0+x
a == 1.*
a >=1,<2
a (>=1, <2)
a(==1)
a[x]==1
a[x,Y_z]==1
a [x , y] ==1
a[]==1
a[x]
a[x]]==1
a[x
a==
a==1,
a==1,==2
a==1 ==2
a=1
a>1 # c
a>1#c
a ~= 1
a~=1.0
a!=1.*
a<1.*
a==1;python_version<'3'
a==1 ; python_version<'3'
a==1; python_version < "3" and (os_name=='nt' or os_name=="posix")
a==1; os_name
a==1; os_name == nt
a==1; os_name in 'nt posix'
a==1; 'x' in extra
a==1; extra=='x'
a==1; python_version not in '3.1'
a==1;
a @ https://h/a.zip
a@https://h/a.zip
a @ https://h/a.zip ; os_name=='nt'
a @ https://h/a.zip; os_name=='nt'
a @ https://h/a.zip;os_name=='nt'
a[x] @ https://h/a.zip
a @ git+https://h/o/r@main
a @ git+https://h/o/r@CCC#egg=a
git+https://h/o/r@CCC#egg=a
git+https://h/o/r@CCC#egg=a[x]
git+https://h/o/r@CCC#egg=a&subdirectory=s
git+ssh://git@h/o/r.git#egg=a
git+https://h/o/r
https://h/a-1.0-py3-none-any.whl
https://h/a-1.0-py3-none-any.whl#sha256=AAA
https://h/a-1.0.tar.gz
https://h/a.zip ; os_name=='nt'
-e .
-e ./x
-e ./x[y]
-e git+https://h/o/r@CCC#egg=a
-e git+https://h/o/r@CCC
-e a
--editable=.
--editable .
.
./x
./x[y]
../x
x/
x/y
/abs
x.whl
dist/a-1.0-py3-none-any.whl
./dist/a-1.0-py3-none-any.whl
a-1.0.tar.gz
a.zip
file:///abs/a
file:./x
a @ file:///abs/a
a @ file:///abs/a-1.0-py3-none-any.whl
a @ ./x
a --hash=sha256:AAA
a==1 --hash=sha256:AAA
a==1 --hash sha256:AAA
a==1 --hash=md5:AAA
a==1 --hash=foo:AAA
a==1 --hash=sha256
a==1 --hash=sha256:zz
a==1 --hash=sha512:AAA
a==1 --has=sha256:AAA
a==1 --config-settings=x=y
a==1 --config-settings x=y
a==1 --config-setting x=y
a==1 -C x=y
a==1 --global-option=x
a==1 --install-option=x
a==1 --no-binary
a==1 -i x
a==1 --index-url=https://x
a==1 -r x
-i https://x
-i=https://x
-ihttps://x
--index-url
--index-url=
--index https://x
--extra-index-url https://x https://y
--no-index
--pre
--pre=x
--prefer-binary
--require-hashes
--no-binary=:all:
--no-binary a,b
--only-binary :none:
--trusted-host h
--use-feature fast-deps
--use-feature=truststore
--use-feature=nonsense
--find-links x
-f x
--process-dependency-links
--always-unzip
-Z
-q
-v
--timeout 3
--no-deps
a-b==1
-a==1
a b
a ==1 b
a==1 \
a\
==1
a==1 ; python_version in "3.8,3.9"
a==1.0.post1.dev3
a==1!2.0
a==v1.0
a==1.0-1
a==1.0+local.1
a==abc
a===abc
a>=abc
a>=2.0.0b1
a_
_a
-a
a.
.a
1a
a$
a==1  --hash=sha256:AAA  --hash=sha256:BBB
a==1 ; sys.platform=='win32'
a==1 ; python_implementation=='CPython'
a==1 ; platform_python_implementation!='PyPy'
"a==1"
'a'==1
a=="1"
pip
setuptools @ https://h/x.whl
#c
   a==1   
a==1	--hash=sha256:AAA
a	==1
a;python_version=="3"
a ; python_version=="3" # x
a>=1 ; (python_version=="3")
a ; python_version>='3' or
a (1.0)
a[x] (>1)
a<=1>=0
a>=1.0.*
a>1.0+local
a==1.0+local
a~=1
A-__b==1
a@ https://h/x.zip
a@git+https://h/o/r
http://h/x
ftp://h/x.zip
svn+https://h/x#egg=a
hg+https://h/x@1#egg=a
bzr+https://h/x#egg=a
git://h/o/r#egg=a
git+git@h:o/r.git#egg=a
git+file:///x#egg=a
git+https://h/o/r#egg=a-b==1
git+https://h/o/r#subdirectory=x
git+https://h/o/r#egg=
a==${VERSION}
a @ https://${HOST}/a.zip
-r ${X}
--index-url https://${TOKEN}@h/simple
a==$VERSION
${A}==1
a==${version}
'''.strip('\n').split('\n')
out=[]
for l in lines:
    l=l.replace('AAA',H).replace('BBB','b'*64).replace('CCC',C)
    d=tempfile.mkdtemp(); p=os.path.join(d,'requirements.txt'); open(p,'w').write(l+'\n'); os.makedirs(d+'/x/y'); open(d+'/setup.py','w').close(); open(d+'/x/setup.py','w').close(); open(d+'/x/y/setup.py','w').close()
    os.chdir(d)
    s=PipSession(); 
    try:
        rs=list(parse_requirements(p,session=s,finder=None))
        e=[]
        for r in rs:
            q=install_req_from_parsed_requirement(r)
            e.append({'name':q.req.name if q.req else None,'spec':str(q.req.specifier) if q.req else '', 'extras':sorted(q.extras),'marker':str(q.markers) if q.markers else None,'link':str(q.link).replace(d,'/D') if q.link else None,'hashes':sum(map(len,q.hash_options.values())),'editable':q.editable})
        out.append({'line':l,'ok':e})
    except BaseException as ex:
        out.append({'line':l,'error':type(ex).__name__+': '+str(ex).split('\n')[0].replace(d,'/D')[:150]})
    finally: os.chdir('/')
json.dump(out,open(sys.argv[1],'w'),indent=0)
