using System.Runtime.InteropServices;
using LogitLens.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Torch.Tests.TorchSharp;

public sealed class TensorTests
{
    public TensorTests() => TorchEngine.Start();

    [Fact]
    public void A_matrix_product_is_what_it_is_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor([1f, 2f, 3f, 4f], [2, 2]);
        Tensor b = tensor([5f, 6f, 7f, 8f], [2, 2]);

        Assert.Equal([19f, 22f, 43f, 50f], a.mm(b).data<float>().ToArray());
        Assert.Equal([2L, 2L], a.mm(b).shape);
    }

    [Fact]
    public void An_error_carries_what_libtorch_says()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = zeros([2, 3]);
        Tensor b = zeros([4, 5]);

        ExternalException error = Assert.Throws<ExternalException>(() => a.mm(b));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_flow_and_can_be_asked_of_an_input()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f, 2f, 3f]);
        x.requires_grad = true;

        x.square().sum().backward();
        Assert.Equal([2f, 4f, 6f], x.grad!.data<float>().ToArray());

        IList<Tensor> again = autograd.grad([x.mul(x).mul(x).sum()], [x]);
        Assert.Equal([3f, 12f, 27f], again[0].data<float>().ToArray());
    }

    [Fact]
    public void No_gradient_is_recorded_under_no_grad()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f]);
        x.requires_grad = true;

        using (no_grad())
        {
            Assert.False(x.mul(2).requires_grad);
        }

        Assert.True(x.mul(2).requires_grad);
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void Numbers_survive_a_round_trip_through_another_type(ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([0.5f, -2f, 96f]);

        Assert.Equal([0.5f, -2f, 96f], x.to(type).to(ScalarType.Float32).data<float>().ToArray());
    }

    [Fact]
    public void Views_are_read_in_their_own_order()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(6, ScalarType.Int64).view(2, 3).t();

        Assert.Equal([0L, 3, 1, 4, 2, 5], x.data<long>().ToArray());
        Assert.Throws<InvalidOperationException>(() => x.bytes.Length);
    }

    [Fact]
    public void The_same_seed_draws_the_same_numbers()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7);
        float[] first = randn([5]).data<float>().ToArray();
        manual_seed(7);

        Assert.Equal(first, randn([5]).data<float>().ToArray());
    }

    [Fact]
    public void Long_lists_of_tensors_are_passed_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] parts = [.. Enumerable.Range(0, 500).Select(k => full([1], k, ScalarType.Int64))];

        Assert.Equal(500L * 499 / 2, cat(parts).sum().item<long>());
    }

    [Fact]
    public void Memory_is_read_and_written_whole_and_in_its_own_type_only()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([2, 2]);

        Assert.Equal("Int32 is not compatible with Float32", Assert.Throws<ArgumentException>(() => x.data<int>()).Message);
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[8]);
        Assert.Throws<ArgumentOutOfRangeException>(() => zeros([0, 2]).data<float>().ToArray());
        Assert.Empty(zeros([0]).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ExternalException>(() => x.size(2));
    }

    [Fact]
    public void Indices_and_masks_have_their_types()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([2]), index = zeros([1], ScalarType.Int32);

        Assert.Throws<ArgumentException>(() => x.index_copy_(0, index, ones([1])));
        Assert.Throws<ArgumentException>(() => x.where(index, x));
    }

    [Fact]
    public void One_tensor_concatenated_is_another_handle_to_the_same_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([2]);

        Tensor same = cat([x]);
        x.add_(1);

        Assert.NotSame(x, same);
        Assert.Equal([2f, 2f], same.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => cat([]));
    }

    [Fact]
    public void In_place_operators_return_the_tensor_itself_but_for_zero()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([2]);

        Assert.Same(x, x.add_(1));
        Assert.NotSame(x, x.zero_());
        Assert.Equal([0f, 0f], x.data<float>().ToArray());
    }
}
