#!/usr/bin/env bash
# Builds libinterp_torch.so against a libtorch: Debian's (root /usr), an unpacked zip, or the folder of a pip-installed torch.
# usage: build.sh LIBTORCH_ROOT OUTPUT
set -euo pipefail
root=$1 output=$2
here=$(cd "$(dirname "$0")" && pwd)

library=
for folder in "$root/lib" "$root/lib/$(uname -m)-linux-gnu" "$root/lib64"; do
  [ -e "$folder/libtorch_cpu.so" ] && library=$folder && break
done
if [ -z "$library" ] || [ ! -e "$root/include/torch/csrc/api/include/torch/torch.h" ]; then
  echo "error: no libtorch with headers under $root; install it (sudo apt-get install libtorch-dev libopenblas0-openmp) or set LIBTORCH" >&2
  exit 1
fi
command -v g++ >/dev/null || { echo "error: g++ is needed to build the binding to libtorch: sudo apt-get install g++" >&2; exit 1; }

# Wheels of PyTorch before 2.6 were built with the old std::string.
abi=1
grep -q '__cxx11' < <(nm -DC --defined-only "$library/libc10.so" 2>/dev/null || true) || abi=0
cuda=()
[ -e "$library/libtorch_cuda.so" ] && cuda=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda)

# Debian's libtorch takes the system's OpenBLAS. The build on OpenMP shares libtorch's threads; the one on pthreads brings its own, which wait
# by spinning on the cores that libtorch computes with. What is loaded first under a name serves all.
blas=()
openmp=$library/openblas-openmp
[ -e "$openmp/libopenblas.so.0" ] && blas=(-Wl,--no-as-needed "$openmp/libopenblas.so.0" -Wl,--as-needed -Wl,-rpath,"$openmp")

# libtorch's headers say which C++ they are written in: 14 in 1.13, 17 in 2.x, 20 from 2.14 on. This source takes 17.
demanded=$(sed -n 's/^#error C++\([0-9]*\) or later .*/\1/p' "$root/include/ATen/ATen.h" 2>/dev/null | head -1 || true)
standard=$((${demanded:-17} > 17 ? demanded : 17))

mkdir -p "$(dirname "$output")"
g++ -std=c++$standard -O2 -fPIC -shared -D_GLIBCXX_USE_CXX11_ABI=$abi \
  -I"$root/include" -I"$root/include/torch/csrc/api/include" \
  "$here/interp_torch.cpp" -o "$output.new" "${blas[@]}" \
  -L"$library" -Wl,-rpath,"$library" -ltorch -ltorch_cpu -lc10 "${cuda[@]}"
mv "$output.new" "$output"
