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
        private static readonly Operator s_repeatInterleave = new("aten::repeat_interleave", "self_int");
        private static readonly Operator s_permute = new("aten::permute");
        private static readonly Operator s_transpose = new("aten::transpose", "int");
        private static readonly Operator s_t = new("aten::t");
        private static readonly Operator s_unsqueeze = new("aten::unsqueeze");
        private static readonly Operator s_squeeze = new("aten::squeeze", "dim");
        private static readonly Operator s_squeezeAll = new("aten::squeeze");
        private static readonly Operator s_flatten = new("aten::flatten", "using_ints");
        private static readonly Operator s_narrow = new("aten::narrow");
        private static readonly Operator s_select = new("aten::select", "int");
        private static readonly Operator s_slice = new("aten::slice", "Tensor");
        private static readonly Operator s_indexSelect = new("aten::index_select");
        private static readonly Operator s_gather = new("aten::gather");
        private static readonly Operator s_maskedSelect = new("aten::masked_select");
        private static readonly Operator s_scatterInPlace = new("aten::scatter_", "src");
        private static readonly Operator s_indexCopyInPlace = new("aten::index_copy_");
        private static readonly Operator s_indexFillInPlace = new("aten::index_fill_", "int_Scalar");
        private static readonly Operator s_indexAddInPlace = new("aten::index_add_");
        private static readonly Operator s_tril = new("aten::tril");
        private static readonly Operator s_triu = new("aten::triu");
        private static readonly Operator s_flip = new("aten::flip");

        public Tensor view(params long[] shape) => s_view.Call(this, shape);

        public Tensor reshape(params long[] shape) => s_reshape.Call(this, shape);

        public Tensor expand(params long[] sizes) => s_expand.Call(this, sizes);

        public Tensor repeat(params long[] sizes) => s_repeat.Call(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            s_repeatInterleave.Call(this, repeats, dim is { } d ? d : Argument.None, output_size is { } o ? o : Argument.None);

        public Tensor permute(params long[] permutation) => s_permute.Call(this, permutation);

        public Tensor transpose(long dim0, long dim1) => s_transpose.Call(this, dim0, dim1);

        public Tensor t() => s_t.Call(this);

        public Tensor unsqueeze(long dim) => s_unsqueeze.Call(this, dim);

        public Tensor squeeze(long? dim = null) => dim is { } one ? s_squeeze.Call(this, one) : s_squeezeAll.Call(this);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => s_flatten.Call(this, start_dim, end_dim);

        public Tensor narrow(long dim, long start, long length) => s_narrow.Call(this, dim, start, length);

        public Tensor select(long dim, long index) => s_select.Call(this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => step >= 1
            ? s_slice.Call(this, dim, start, finish, step)
            : throw new ArgumentException($"step is {step}, but it should always be positive.");

        public Tensor index_select(long dim, Tensor index) => s_indexSelect.Call(this, dim, index);

        public Tensor gather(long dim, Tensor index) => s_gather.Call(this, dim, index);

        public Tensor masked_select(Tensor mask) =>
            s_maskedSelect.Call(this, Of(ScalarType.Bool, mask, "The mask tensor must be Boolean."));

        public Tensor scatter_(long dim, Tensor index, Tensor src) => s_scatterInPlace.CallInPlace(this, dim, index, src);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            s_indexCopyInPlace.CallInPlace(this, dim, Of(ScalarType.Int64, index, IndexType), source);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            s_indexFillInPlace.CallInPlace(this, dim, Of(ScalarType.Int64, index, IndexType), value);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            s_indexAddInPlace.CallInPlace(this, dim, Of(ScalarType.Int64, index, IndexType), source, alpha);

        public Tensor tril(long diagonal = 0) => s_tril.Call(this, diagonal);

        public Tensor triu(long diagonal = 0) => s_triu.Call(this, diagonal);

        public Tensor flip(params long[] dims) => s_flip.Call(this, dims);

        private static Tensor Of(ScalarType type, Tensor tensor, string otherwise) => tensor.dtype == type ? tensor : throw new ArgumentException(otherwise);
    }
}
