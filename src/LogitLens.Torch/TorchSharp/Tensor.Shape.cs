using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Views, and picking and placing of elements.
    public sealed partial class Tensor
    {
        private const string IndexType = "Element type of 'index' must be 'Int64'";

        private static readonly Operator s_view = new("aten::view");
        private static readonly Operator s_reshape = new("aten::reshape");
        private static readonly Operator s_expand = new("aten::expand");
        private static readonly Operator s_repeat = new("aten::repeat");
        private static readonly Operator s_permute = new("aten::permute");
        private static readonly Operator s_transpose = new("aten::transpose", "int");
        private static readonly Operator s_t = new("aten::t");
        private static readonly Operator s_unsqueeze = new("aten::unsqueeze");
        private static readonly Operator s_squeeze = new("aten::squeeze", "dim");
        private static readonly Operator s_squeezeAll = new("aten::squeeze");
        private static readonly Operator s_narrow = new("aten::narrow");
        private static readonly Operator s_split = new("aten::split", "Tensor");
        private static readonly Operator s_select = new("aten::select", "int");
        private static readonly Operator s_indexSelect = new("aten::index_select");
        private static readonly Operator s_gather = new("aten::gather");
        private static readonly Operator s_scatterInPlace = new("aten::scatter_", "src");
        private static readonly Operator s_indexCopyInPlace = new("aten::index_copy_");

        public Tensor view(params long[] shape) => s_view.Call(this, shape);

        public Tensor reshape(params long[] shape) => s_reshape.Call(this, shape);

        public Tensor expand(params long[] sizes) => s_expand.Call(this, sizes);

        public Tensor repeat(params long[] sizes) => s_repeat.Call(this, sizes);

        public Tensor permute(params long[] permutation) => s_permute.Call(this, permutation);

        public Tensor transpose(long dim0, long dim1) => s_transpose.Call(this, dim0, dim1);

        public Tensor t() => s_t.Call(this);

        public Tensor unsqueeze(long dim) => s_unsqueeze.Call(this, dim);

        public Tensor squeeze(long? dim = null) => dim is { } one ? s_squeeze.Call(this, one) : s_squeezeAll.Call(this);

        public Tensor narrow(long dim, long start, long length) => s_narrow.Call(this, dim, start, length);

        public Tensor[] split(long size, int dim = 0) => s_split.CallForSome(this, size, dim);

        public Tensor select(long dim, long index) => s_select.Call(this, dim, index);

        public Tensor index_select(long dim, Tensor index) => s_indexSelect.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => s_gather.Call(this, dim, index);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => s_scatterInPlace.CallInPlace(this, dim, index, src);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            s_indexCopyInPlace.CallInPlace(this, dim, Of(ScalarType.Int64, index, IndexType), source);

        private static Tensor Of(ScalarType type, Tensor tensor, string otherwise) => tensor.dtype == type ? tensor : throw new ArgumentException(otherwise);
    }
}
